import type { ParsedPolicy, PolicyError } from "./policy-document.ts";

/** One document that a role needs. */
export interface RolePolicy {
  /** Policy ARN, or `inline:NAME`. */
  readonly source: string;
  /** Hash of the document's content; the same hash is the same document. Compiled once per hash. */
  readonly documentHash: string;
  /** A document that is missing or could not be read is an error with its sentence. */
  readonly document: ParsedPolicy | PolicyError;
}

/** Service control policies: one list for each level, root first; a level without a document denies everything. */
export type ControlLevels = readonly (readonly RolePolicy[])[];

/** All that decides what a role may do, but for the service control policies above its account. */
export interface RolePolicies {
  readonly roleArn: string;
  /** Attached and inline policies, in any order. */
  readonly policies: readonly RolePolicy[];
  /** The permissions boundary; null when the role has none. */
  readonly boundary: RolePolicy | null;
}
