import type { EscalationPath, EscalationStep } from "#lib/domain/iam/escalation/escalation-path.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";
import type { AnalysisFinding } from "./analysis.ts";
import { ruleTitle } from "./analysis-rules.ts";
import { guilty } from "./reach-findings.ts";

/** ARNs and patterns named in one sentence. */
const mostNamed = 2;

function listed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(", ")} and ${more} more` : names.join(", ");
}

function stepText({ action, resources }: EscalationStep): string {
  return resources.length === 0 ? action : `${action} on ${listed(resources)}`;
}

/** Each statement once, in the order of the steps. */
function statementsOf(steps: readonly EscalationStep[]) {
  const seen = new Map<object, Proof>();
  for (const { proofs } of steps) for (const proof of proofs) seen.set(proof.statement, proof);
  return [...seen.values()].map(guilty);
}

/** A way to gain rights as a finding: one for each set of actions, so that each can be closed and seen to be. */
export function escalationFinding(path: EscalationPath): AnalysisFinding {
  const { id, title, steps, gains, potential } = path;
  const gain = gains.length === 0 ? "" : ` It would gain ${listed(gains)}.`;
  const doubt = potential ? " Whether that works depends on what is not in the file." : "";
  return {
    rule: "role-privilege-escalation",
    severity: potential ? "medium" : "high",
    title: ruleTitle("role-privilege-escalation"),
    why: `${title}.${gain}${doubt}`,
    statements: statementsOf(steps),
    set: id,
    steps: steps.map(stepText),
  };
}
