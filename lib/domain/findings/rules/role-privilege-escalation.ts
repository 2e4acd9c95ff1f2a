import { type Evidence, evidenceOr, type FindingRule, pass } from "#lib/domain/findings/finding.ts";
import type { RoleSubject } from "#lib/domain/findings/subjects.ts";
import type { EscalationPath } from "#lib/domain/iam/escalation/escalation-path.ts";
import { tellingWays } from "#lib/domain/iam/escalation/telling-ways.ts";
import { askable } from "./reach-rule.ts";
import { ofRolesInUse } from "./role-use.ts";
import { distinctStatements } from "./statement-evidence.ts";

/** Paths that a finding shows; the role's page has all. */
const mostPaths = 10;

function pathEvidence(roleArn: string, { id, title, steps, gains, potential }: EscalationPath): Evidence {
  const shown = steps.map(({ action, resources }) => ({ action, resources }));
  return { fact: "escalation path", source: roleArn, value: { set: id, title, steps: shown, gains, potential } };
}

/** Certain ones first, each kind in its order; those that a path with fewer actions makes needless are left out. */
function tellingPaths(paths: readonly EscalationPath[]): readonly EscalationPath[] {
  const telling = tellingWays(paths, ({ steps, potential }) => ({
    actions: steps.map(({ action }) => action),
    potential,
  }));
  return telling.toSorted((a, b) => Number(a.potential) - Number(b.potential)).slice(0, mostPaths);
}

export const rolePrivilegeEscalation: FindingRule<RoleSubject> = {
  id: "role-privilege-escalation",
  severity: "high",
  title: "The role can gain rights that it lacks",
  remedy:
    "Take one action of each way away, or limit its resources and, for iam:PassRole, the service that the role is passed to.",
  evaluate: ofRolesInUse((subject) => {
    const asked = askable(subject);
    if ("result" in asked) return asked.result;
    const paths = tellingPaths(asked.judgement.escalations);
    const proofs = paths.flatMap(({ steps }) => steps.flatMap((step) => step.proofs));
    const certain = paths.some(({ potential }) => !potential);
    return evidenceOr(
      [...paths.map((path) => pathEvidence(subject.roleArn, path)), ...distinctStatements(proofs)],
      pass,
      certain ? "high" : "medium",
    );
  }),
};
