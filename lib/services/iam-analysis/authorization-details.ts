import type { ParsedPolicy, PolicyError } from "#lib/domain/iam/policy-document.ts";
import type { RolePolicy } from "#lib/domain/iam/role-policies.ts";

/** Something that could not be read or judged, and why, in a sentence. */
export interface AnalysisError {
  /** ARN of the policy or role, or its place in the file where it has none. */
  readonly subject: string;
  readonly message: string;
}

/** A role as GetAccountAuthorizationDetails tells it. */
export interface DetailedRole {
  readonly roleArn: string;
  readonly roleName: string;
  readonly trust: ParsedPolicy | PolicyError;
  /** Hash of the trust policy's content. */
  readonly trustHash: string;
  /** Attached and inline; a document that is missing or malformed is a {@link PolicyError}. */
  readonly policies: readonly RolePolicy[];
  readonly boundary: RolePolicy | null;
}

export interface AuthorizationDetails {
  readonly roles: readonly DetailedRole[];
  /** Managed policies by ARN, in their default version. */
  readonly policies: ReadonlyMap<string, RolePolicy>;
  readonly errors: readonly AnalysisError[];
}
