/** JSON as AWS sends it, after parsing. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * What a pair such as `Action`/`NotAction` or `Resource`/`NotResource` says: `only` these patterns, or `allBut` these.
 * Patterns stand as written (`*` any text, `?` one character).
 */
export interface PatternList {
  readonly mode: "only" | "allBut";
  readonly patterns: readonly string[];
}

/** One test of a `Condition` element. Several tests of a statement must all hold; of `values` one must (negated: none). */
export interface Condition {
  /** As written, with prefix and suffix, for example `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  /** As written; keys compare without regard to case. */
  readonly key: string;
  /** Unquoted numbers and booleans as text. */
  readonly values: readonly string[];
}

/** Who a statement names. `everyone` is `*` however it is written, and an Allow with `NotPrincipal`. */
export type Principal =
  | { readonly kind: "everyone"; readonly text: "*" }
  | { readonly kind: "service"; readonly text: string }
  /** An account, its root, a role, user or session; `accountId` is null for the unique id of a deleted principal. */
  | { readonly kind: "aws"; readonly text: string; readonly accountId: string | null }
  | { readonly kind: "federated"; readonly text: string }
  | { readonly kind: "canonicalUser"; readonly text: string };

/** The `Principal` or `NotPrincipal` element. */
export interface PrincipalList {
  readonly mode: "only" | "allBut";
  readonly principals: readonly Principal[];
}

export interface PolicyStatement {
  readonly sid: string | null;
  readonly effect: "Allow" | "Deny";
  readonly actions: PatternList;
  /** Null where the kind of policy has none (trust policies). */
  readonly resources: PatternList | null;
  /** Null in identity policies and permissions boundaries. */
  readonly principals: PrincipalList | null;
  readonly conditions: readonly Condition[];
  /** The statement as it stands in the document, for evidence. */
  readonly written: JsonObject;
}

/** Version 2008-10-17 (also when none is given) has no policy variables: `${…}` is plain text there. */
export type PolicyVersion = "2008-10-17" | "2012-10-17";

export interface ParsedPolicy {
  readonly kind: "policy";
  readonly version: PolicyVersion;
  readonly statements: readonly PolicyStatement[];
}

/** A document that could not be read. `message` is a sentence for people that says what is wrong with it. */
export interface PolicyError {
  readonly kind: "error";
  readonly message: string;
}
