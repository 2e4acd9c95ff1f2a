import type { Json } from "#lib/domain/fleet/observed.ts";

export type Severity = "critical" | "high" | "medium" | "low";

export const gravestFirst = ["critical", "high", "medium", "low"] as const satisfies readonly Severity[];

/** Ids of all rules, as docs/rules.md lists them. */
export type RuleId =
  | "role-admin"
  | "role-privilege-escalation"
  | "role-wildcard-service"
  | "role-credentials-exposure"
  | "role-data-exfiltration"
  | "role-resource-exposure"
  | "role-wildcard-resource-write"
  | "role-trust"
  | "role-shared"
  | "function-policy-public"
  | "function-policy-foreign-account"
  | "function-service-unlimited"
  | "function-url-public"
  | "function-layer-foreign"
  | "runtime-deprecated"
  | "function-single-az"
  | "async-no-failure-destination";

/** What was seen, where, as it stands there. */
export interface Evidence {
  readonly fact: string;
  /** ARN of what the fact was read from, with `:QUALIFIER` for one; `inline:NAME` for an inline policy; `trust policy`. */
  readonly source: string;
  readonly value: Json;
}

/**
 * What a rule says of one resource. `evidence` is a finding; `pass` and `notApplicable` were seen to be none; `unknown`
 * was not seen, and neither opens nor resolves anything.
 */
export type RuleResult =
  | {
      readonly kind: "evidence";
      readonly evidence: readonly [Evidence, ...Evidence[]];
      /** How grave it is here; absent: as grave as the rule says. */
      readonly severity?: Severity;
    }
  | { readonly kind: "pass" }
  | { readonly kind: "notApplicable"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

/** A rule over one kind of resource; `evaluate` is a pure function of the subject. */
export interface FindingRule<Subject> {
  readonly id: RuleId;
  /** Of its findings, unless the evidence says otherwise; then the gravest that one of them can be. */
  readonly severity: Severity;
  readonly title: string;
  /** Why it matters and what to do, for people. */
  readonly remedy: string;
  readonly evaluate: (subject: Subject) => RuleResult;
}

/** Evidence if there is any, else `otherwise`; as grave as the rule says where no severity is given. */
export function evidenceOr(evidence: readonly Evidence[], otherwise: RuleResult, severity?: Severity): RuleResult {
  const [first, ...rest] = evidence;
  if (first === undefined) return otherwise;
  return { kind: "evidence", evidence: [first, ...rest], ...(severity === undefined ? {} : { severity }) };
}

export const pass: RuleResult = { kind: "pass" };
export const unknownResult = (reason: string): RuleResult => ({ kind: "unknown", reason });
export const notApplicable = (reason: string): RuleResult => ({ kind: "notApplicable", reason });
