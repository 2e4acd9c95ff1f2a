import type { AccessLayer } from "#lib/domain/iam/decide/access-decision.ts";
import type { StatementLink } from "./role-detail.ts";

/** One test of a deciding statement and how the request stands to it. */
export interface AccessConditionView {
  /** Part of a sentence: "aws:PrincipalOrgID is o-abc". */
  readonly words: string;
  readonly state: "met" | "unmet" | "unknown";
}

/** A statement that bears on the answer. */
export interface AccessReasonView {
  readonly effect: "Allow" | "Deny";
  readonly layer: AccessLayer;
  /** Without an anchor for service control policies, which are not the role's own. */
  readonly link: StatementLink;
  readonly statement: unknown;
  readonly conditions: readonly AccessConditionView[];
}

/** May the role do this? */
export type AccessAnswerView =
  | {
      readonly state: "decided";
      readonly answer: "allowed" | "denied" | "conditional";
      /** The answer and its reason. */
      readonly sentence: string;
      /** What must hold; empty unless the answer is conditional. */
      readonly conditions: readonly string[];
      readonly notes: readonly string[];
      readonly because: readonly AccessReasonView[];
    }
  | { readonly state: "unknown"; readonly reason: string };
