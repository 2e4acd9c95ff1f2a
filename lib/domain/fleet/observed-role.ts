import type { Json } from "./observed.ts";

export interface ObservedRole {
  readonly roleArn: string;
  readonly roleId: string;
  readonly name: string;
  readonly path: string;
  /** Documents are decoded objects; a string means that it could not be parsed and holds what AWS sent. */
  readonly trustPolicy: Json;
  readonly inlinePolicies: readonly { readonly name: string; readonly document: Json }[];
  readonly attachedPolicyArns: readonly string[];
  readonly boundaryArn: string | null;
  readonly createdAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedRegion: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** A managed policy with its default version's document. */
export interface ObservedPolicy {
  readonly policyArn: string;
  readonly name: string;
  readonly defaultVersionId: string;
  readonly document: Json;
}
