import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { AnalysisFinding, AnalyzedRole, RoleAnalysis } from "./analysis.ts";

/** Statements stand in many findings: each is written out once. */
type StatementTexts = Map<JsonObject, string>;

function statementText(statement: JsonObject, texts: StatementTexts): string {
  const known = texts.get(statement);
  if (known !== undefined) return known;
  const text = JSON.stringify(statement);
  texts.set(statement, text);
  return text;
}

function findingText({ statements, steps, ...finding }: AnalysisFinding, texts: StatementTexts): string {
  const proofs = statements.map(
    ({ source, sid, statement }) =>
      `{"source":${JSON.stringify(source)},"sid":${JSON.stringify(sid)},"statement":${statementText(statement, texts)}}`,
  );
  const head = JSON.stringify(finding).slice(0, -1);
  const tail = steps === undefined ? "" : `,"steps":${JSON.stringify(steps)}`;
  return `${head},"statements":[${proofs.join(",")}]${tail}}`;
}

function roleText({ findings, ...role }: AnalyzedRole, texts: StatementTexts): string {
  const entries = findings.map((finding) => findingText(finding, texts));
  return `${JSON.stringify(role).slice(0, -1)},"findings":[${entries.join(",")}]}`;
}

/** The entries of a list, one a line. */
function* lines<T>(entries: readonly T[], textOf: (entry: T) => string): Generator<string> {
  let lead = "\n";
  for (const entry of entries) {
    yield `${lead}${textOf(entry)}`;
    lead = ",\n";
  }
  if (lead !== "\n") yield "\n";
}

/** An analysis as JSON (docs/formats.md), a role a line, piece by piece. */
export function* writeAnalysisJson({ analyzedAt, roles, errors }: RoleAnalysis): Generator<string> {
  const texts: StatementTexts = new Map();
  yield `{"analyzedAt":${JSON.stringify(analyzedAt)},"roles":[`;
  yield* lines(roles, (role) => roleText(role, texts));
  yield '],"errors":[';
  yield* lines(errors, (error) => JSON.stringify(error));
  yield "]}\n";
}
