import { tellingWays } from "#lib/domain/iam/escalation/telling-ways.ts";
import type { AnalysisFinding, AnalyzedRole } from "./analysis.ts";

/** The actions of an escalation's steps: `iam:PassRole on *` begins with its own. */
const actionsOf = ({ steps = [] }: AnalysisFinding) => steps.map((step) => step.split(" ", 1)[0] ?? "");

/**
 * The findings of a role that say something of their own, for people and code hosts: all rights of an administrator
 * follow from being one, and a way to gain rights that needs more than another adds nothing to it.
 */
export function tellingFindings({ findings }: AnalyzedRole): readonly AnalysisFinding[] {
  if (findings.some(({ rule }) => rule === "role-admin")) {
    return findings.filter(({ rule }) => rule === "role-admin" || rule === "role-trust");
  }
  const escalations = findings.filter(({ rule }) => rule === "role-privilege-escalation");
  const telling = tellingWays(escalations, (finding) => ({
    actions: actionsOf(finding),
    potential: finding.severity !== "high",
  }));
  return findings.filter((finding) => !escalations.includes(finding) || telling.includes(finding));
}
