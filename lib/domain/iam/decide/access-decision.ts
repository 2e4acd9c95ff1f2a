import type { JsonObject, ParsedPolicy } from "#lib/domain/iam/policy-document.ts";

/** A document that was read, and where it comes from: a policy ARN, or `inline:NAME`. */
export interface SourcedDocument {
  readonly source: string;
  readonly document: ParsedPolicy;
}

/** All that decides what a role may do, as documents. */
export interface DecidableRole {
  readonly roleArn: string;
  /** Attached and inline policies, in any order. */
  readonly policies: readonly SourcedDocument[];
  readonly boundary: SourcedDocument | null;
  /** Service control policies: one list for each level, root first; empty where none are known. */
  readonly limits: readonly (readonly SourcedDocument[])[];
}

export interface AccessRequest {
  /** For example `s3:GetObject`; case does not matter. With wildcards it asks for all actions that it names. */
  readonly action: string;
  /** An ARN; with wildcards, or `*`, it asks for all resources that it names. */
  readonly resource: string;
  /** Condition keys that the asker knows, with their values; an empty list for a key that the request lacks. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export type AccessLayer = "policy" | "boundary" | "service control policy";

/** One test of a statement and how the request stands to it. */
export interface DecidedCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly state: "met" | "unmet" | "unknown";
}

/** A statement that bears on the answer. */
export interface AccessReason {
  readonly effect: "Allow" | "Deny";
  readonly layer: AccessLayer;
  readonly source: string;
  /** The statement as written. */
  readonly statement: JsonObject;
  readonly conditions: readonly DecidedCondition[];
}

export interface AccessDecision {
  /** `conditional`: allowed in some requests of this kind, namely where all of `conditions` hold. */
  readonly answer: "allowed" | "denied" | "conditional";
  /** Whether a Deny statement decides, rather than the lack of an Allow. */
  readonly explicitDeny: boolean;
  /** The statements that decide, Deny before Allow, in the order of layers and documents. */
  readonly because: readonly AccessReason[];
  /** Parts of a sentence, each of which must hold; empty unless the answer is conditional. */
  readonly conditions: readonly string[];
  /** What the asker should know beside the answer, each a sentence. */
  readonly notes: readonly string[];
  /** The answer and its reason, for people. */
  readonly sentence: string;
}
