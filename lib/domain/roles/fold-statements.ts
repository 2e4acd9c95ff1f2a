import type { StatementView } from "#lib/domain/views/role-detail.ts";

/** Statements of a document that follow one another and are shown alike. */
export interface StatementRun {
  readonly folded: boolean;
  readonly statements: readonly StatementView[];
}

/** A document of so few statements is shown whole. */
const fewStatements = 4;
/** Of a document in which nothing is lit, so many are shown. */
const firstShown = 8;

/** Whether a statement proves something that weighs. */
export function isLit({ marks }: StatementView): boolean {
  return marks.some(({ severity }) => severity !== null);
}

/**
 * A long document for reading: what is lit is shown, what lies between is folded, so that the guilty statement of a hundred
 * is found without scrolling. Where nothing is lit the first few are shown.
 */
export function foldStatements(statements: readonly StatementView[]): readonly StatementRun[] {
  if (statements.length <= fewStatements) return [{ folded: false, statements }];
  if (!statements.some(isLit)) {
    const rest = statements.slice(firstShown);
    return [
      { folded: false, statements: statements.slice(0, firstShown) },
      ...(rest.length > 0 ? [{ folded: true, statements: rest }] : []),
    ];
  }
  const runs: { folded: boolean; statements: StatementView[] }[] = [];
  for (const statement of statements) {
    const folded = !isLit(statement);
    const last = runs.at(-1);
    if (last?.folded === folded) last.statements.push(statement);
    else runs.push({ folded, statements: [statement] });
  }
  return runs;
}
