import type { Json } from "#lib/domain/fleet/observed.ts";
import { sameJson } from "#lib/domain/fleet/same-json.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { StatementEvidence } from "#lib/domain/iam/verdict-evidence.ts";
import type { StatementMark, StatementView } from "#lib/domain/views/roles.ts";

export interface VerdictEvidence {
  readonly admin?: readonly StatementEvidence[];
  readonly wildcardServices?: readonly StatementEvidence[];
}

export interface MarkedDocument {
  /** The document but for its statements. */
  readonly head: JsonObject;
  readonly statements: readonly StatementView[];
}

/**
 * A policy document taken apart into its statements, each with the verdicts that it proves. `source` is the policy's ARN,
 * or `inline:NAME`. Null where the document is not an object.
 */
export function markStatements(document: unknown, source: string, evidence: VerdictEvidence): MarkedDocument | null {
  const object = objectOf(document);
  if (object === null) return null;
  const { Statement = [], ...head } = object;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return {
    head,
    statements: statements.map((statement: Json) => ({ statement, marks: marksOf(statement, source, evidence) })),
  };
}

function marksOf(statement: Json, source: string, evidence: VerdictEvidence): readonly StatementMark[] {
  const proves = (list: readonly StatementEvidence[] = []) =>
    list.some((one) => one.source === source && sameJson(one.statement, statement));
  if (proves(evidence.admin)) return ["admin"];
  return proves(evidence.wildcardServices) ? ["wildcard"] : [];
}

/** Documents are stored as objects; a text is JSON, URL-encoded or not. */
function objectOf(document: unknown): JsonObject | null {
  const value = typeof document === "string" ? parsed(document) : document;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.trimStart().startsWith("%7B") ? decodeURIComponent(text) : text);
  } catch (error) {
    // Not JSON: the document is then shown as one that cannot be read.
    if (error instanceof SyntaxError || error instanceof URIError) return null;
    throw error;
  }
}
