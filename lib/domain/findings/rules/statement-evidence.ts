import type { Evidence } from "#lib/domain/findings/finding.ts";
import type { StatementEvidence } from "#lib/domain/iam/verdict-evidence.ts";

/** The statements that prove a verdict as evidence of a finding. */
export function statementEvidence(statements: readonly StatementEvidence[]): readonly Evidence[] {
  return statements.map(({ source, statement }) => ({ fact: "policy statement", source, value: statement }));
}
