import type { Evidence } from "#lib/domain/findings/finding.ts";
import { sameJson } from "#lib/domain/fleet/same-json.ts";
import type { StatementEvidence } from "#lib/domain/iam/verdict-evidence.ts";

/** The statements that prove a verdict as evidence of a finding. */
export function statementEvidence(statements: readonly StatementEvidence[]): readonly Evidence[] {
  return statements.map(({ source, statement }) => ({ fact: "policy statement", source, value: statement }));
}

/** The same with each statement once, by source and then in the order given. */
export function distinctStatements(statements: readonly StatementEvidence[]): readonly Evidence[] {
  const distinct: StatementEvidence[] = [];
  for (const { source, statement } of statements) {
    const isKnown = distinct.some((known) => known.source === source && sameJson(known.statement, statement));
    if (!isKnown) distinct.push({ source, statement });
  }
  return statementEvidence(distinct.sort((a, b) => (a.source < b.source ? -1 : Number(a.source > b.source))));
}
