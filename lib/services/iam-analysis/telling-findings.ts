import { type AnalysisFinding, type AnalyzedRole, severities } from "./analysis.ts";

/** The actions of an escalation's steps: `iam:PassRole on *` begins with its own. */
const actionsOf = ({ steps = [] }: AnalysisFinding) => new Set(steps.map((step) => step.split(" ", 1)[0] ?? ""));

/** Whether the first escalation needs less than the second, and is as sure. */
function makesNeedless(first: AnalysisFinding, second: AnalysisFinding): boolean {
  if (severities.indexOf(first.severity) > severities.indexOf(second.severity)) return false;
  const [fewer, more] = [actionsOf(first), actionsOf(second)];
  return fewer.size < more.size && [...fewer].every((action) => more.has(action));
}

/**
 * The findings of a role that say something of their own, for people and code hosts: all rights of an administrator
 * follow from being one, and a way to gain rights that needs more than another adds nothing to it.
 */
export function tellingFindings({ findings }: AnalyzedRole): readonly AnalysisFinding[] {
  if (findings.some(({ rule }) => rule === "role-admin")) {
    return findings.filter(({ rule }) => rule === "role-admin" || rule === "role-trust");
  }
  const escalations = findings.filter(({ rule }) => rule === "role-privilege-escalation");
  return findings.filter(
    (finding) => !escalations.includes(finding) || !escalations.some((other) => makesNeedless(other, finding)),
  );
}
