import {
  type Evidence,
  evidenceOr,
  type FindingRule,
  notApplicable,
  pass,
  type RuleId,
  type RuleResult,
  unknownResult,
} from "#lib/domain/findings/finding.ts";
import type { RoleSubject } from "#lib/domain/findings/subjects.ts";
import type { RoleJudgement } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { Reach, ReachVerdict, Weight } from "#lib/domain/iam/verdicts/reach.ts";
import { ofRolesInUse } from "./role-use.ts";
import { distinctStatements } from "./statement-evidence.ts";

/** The judgement of a role that rules have something to say about, or why they have not. */
export type Askable = { readonly judgement: RoleJudgement } | { readonly result: RuleResult };

/** Roles that could be judged and that are no administrator: that says more than any other rule. */
export function askable({ judgement }: RoleSubject): Askable {
  if (judgement.state === "unknown") return { result: unknownResult(judgement.reason) };
  if (judgement.value.verdicts.admin)
    return { result: notApplicable("The role is an administrator, which says more.") };
  return { judgement: judgement.value };
}

/** Why a rule finds something, in one sentence. */
export const because = (roleArn: string, sentence: string): Evidence => ({
  fact: "reach",
  source: roleArn,
  value: sentence,
});

/** A verdict that weighs something, with the role that it was given to. */
export interface WeighedVerdict {
  readonly verdict: ReachVerdict;
  readonly weight: Weight;
  readonly judgement: RoleJudgement;
  /** Services that are granted whole, which `role-wildcard-service` tells. */
  readonly wholeServices: ReadonlySet<string>;
}

interface ReachRule {
  readonly id: RuleId;
  readonly title: string;
  readonly remedy: string;
  readonly question: keyof Reach;
  /** Actions that make the verdict true and weigh nothing: a statement that gives only such is no evidence. */
  readonly harmless?: readonly string[];
  /** Whether other findings of the role say all of it; absent: they never do. */
  readonly isToldElsewhere?: (weighed: WeighedVerdict) => boolean;
}

/** A role that holds every service holds all that these rules look for, by the same statements. */
const everyService = "*";

/**
 * A rule over one question about what a role can reach. It finds something where the answer weighs something: what
 * ordinary execution roles need makes a verdict true and is no finding. How grave it is, the weight says.
 */
export function reachRule({ question, harmless = [], isToldElsewhere, ...rule }: ReachRule): FindingRule<RoleSubject> {
  return {
    ...rule,
    severity: "high",
    evaluate: ofRolesInUse((subject) => {
      const asked = askable(subject);
      if ("result" in asked) return asked.result;
      const { wildcardServices } = subject.verdicts;
      const wholeServices = new Set(wildcardServices.state === "known" ? wildcardServices.value : []);
      if (wholeServices.has(everyService))
        return notApplicable("The role holds every service but a few, which says more.");
      const verdict = asked.judgement.reach[question];
      const { weight } = verdict;
      if (!verdict.value || weight === null) return pass;
      if (isToldElsewhere?.({ verdict, weight, judgement: asked.judgement, wholeServices }) === true)
        return notApplicable("Other findings of the role say all of it.");
      const guilty = verdict.proofs.filter(({ actions }) => !actions.every((action) => harmless.includes(action)));
      const statements = distinctStatements(guilty);
      return evidenceOr([because(subject.roleArn, weight.because), ...statements], pass, weight.severity);
    }),
  };
}
