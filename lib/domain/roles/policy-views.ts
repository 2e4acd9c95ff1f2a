import type { Json } from "#lib/domain/fleet/observed.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { PolicyKind, PolicyView, StatementLink, StatementView } from "#lib/domain/views/role-detail.ts";
import { documentAnchor, statementAnchor } from "./statement-anchor.ts";
import type { StatementMarks } from "./statement-marks.ts";

/** A document of a role as it is stored. */
export interface StoredDocument {
  readonly kind: PolicyKind;
  /** Policy ARN, `inline:NAME`, or `trust`. */
  readonly source: string;
  readonly name: string;
  readonly version: string | null;
  /** Undefined where AWS did not return it. */
  readonly document: unknown;
}

/** A document taken apart into its statements, each with what it proves. */
export function policyView({ document, ...about }: StoredDocument, marks: StatementMarks): PolicyView {
  const place = { source: about.source, isBoundary: about.kind === "boundary" };
  const base = { ...about, anchor: documentAnchor(place) };
  const object = objectOf(document);
  if (object === null) {
    const unknown =
      document === undefined
        ? "This policy was not among those that AWS returned for the account, so what it grants is not known."
        : "This document is not a policy that can be read.";
    return { ...base, head: {}, statements: [], unknown };
  }
  const { Statement = [], ...head } = object;
  const written: readonly Json[] = Array.isArray(Statement) ? Statement : [Statement];
  const seen = new Map<string, number>();
  const statements = written.map((statement, index): StatementView => {
    const anchor = statementAnchor(place, statement);
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return {
      // A statement that stands twice is lit twice; links lead to the first.
      anchor: before === 0 ? anchor : `${anchor}-again${before}`,
      number: index + 1,
      statement,
      marks: marks.get(anchor) ?? [],
    };
  });
  return { ...base, head, statements, unknown: null };
}

/** Finds where on the page a statement stands, by its source and what it says. */
export type FindStatement = (source: string, statement: unknown, isBoundary?: boolean) => StatementLink;

/** Makes the finder of a role's statements. */
export function statementFinder(policies: readonly PolicyView[]): FindStatement {
  const labels = new Map<string, string>();
  for (const { name, kind, statements } of policies) {
    const document = kind === "trust" ? "the trust policy" : name;
    for (const { anchor, number, statement } of statements) {
      labels.set(anchor, `${statementName(number, statement)} of ${document}`);
    }
  }
  return (source, statement, isBoundary = false) => {
    const anchor = statementAnchor({ source, isBoundary }, statement);
    const label = labels.get(anchor);
    return label === undefined
      ? { anchor: null, label: `a statement of ${source} that is no longer there` }
      : { anchor, label };
  };
}

function statementName(number: number, statement: unknown): string {
  const sid = typeof statement === "object" && statement !== null && "Sid" in statement ? statement.Sid : null;
  return typeof sid === "string" && sid !== "" ? `statement ${number} “${sid}”` : `statement ${number}`;
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
