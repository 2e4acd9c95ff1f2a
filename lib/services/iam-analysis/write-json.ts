import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { AnalysisFinding, AnalyzedRole, GuiltyStatement, RoleAnalysis } from "./analysis.ts";

/** Statements stand in many findings, and nearly always under the name of one policy: each is written out once. */
type ProofTexts = Map<JsonObject, { readonly source: string; readonly text: string }>;

function proofText({ source, sid, statement }: GuiltyStatement, texts: ProofTexts): string {
  const known = texts.get(statement);
  if (known?.source === source) return known.text;
  const text = JSON.stringify({ source, sid, statement });
  texts.set(statement, { source, text });
  return text;
}

function findingText({ statements, steps, ...finding }: AnalysisFinding, texts: ProofTexts): string {
  const proofs = statements.map((statement) => proofText(statement, texts));
  const head = JSON.stringify(finding).slice(0, -1);
  const tail = steps === undefined ? "" : `,"steps":${JSON.stringify(steps)}`;
  return `${head},"statements":[${listed(proofs)}]${tail}}`;
}

function roleText({ findings, ...role }: AnalyzedRole, texts: ProofTexts): string {
  const entries = findings.map((finding) => findingText(finding, texts));
  return `${JSON.stringify(role).slice(0, -1)},"findings":[${listed(entries)}]}`;
}

/** Entries with commas between them, added up rather than joined: what is long is copied once, when it is written. */
function listed(entries: readonly string[]): string {
  let text = "";
  for (const entry of entries) text += text === "" ? entry : `,${entry}`;
  return text;
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
  const texts: ProofTexts = new Map();
  yield `{"analyzedAt":${JSON.stringify(analyzedAt)},"roles":[`;
  yield* lines(roles, (role) => roleText(role, texts));
  yield '],"errors":[';
  yield* lines(errors, (error) => JSON.stringify(error));
  yield "]}\n";
}
