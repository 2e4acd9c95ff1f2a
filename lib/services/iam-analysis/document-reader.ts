import { hash } from "node:crypto";
import { type PolicyKind, parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { JsonValue, ParsedPolicy, PolicyError, PolicyStatement } from "#lib/domain/iam/policy-document.ts";

/** The largest policy that AWS itself publishes has some 90,000 characters; a role's own have 10,240 at most. */
const maxDocumentCharacters = 256_000;
/** No ARN is longer, and matching two patterns costs the product of their lengths. */
const maxPatternCharacters = 2_048;
/** A statement in the grammar nests to four levels. */
const maxStatementDepth = 16;

export interface ReadDocument {
  readonly documentHash: string;
  readonly document: ParsedPolicy | PolicyError;
}

/** Reads policy documents from hands that are not trusted, each content once. */
export type DocumentReader = (written: unknown, kind: PolicyKind) => ReadDocument;

const refuse = (reason: string): PolicyError => ({
  kind: "error",
  message: `The policy document cannot be read: ${reason}.`,
});

function nestsWithin(value: JsonValue, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (levels === 0) return false;
  return Object.values(value).every((entry: JsonValue) => nestsWithin(entry, levels - 1));
}

function longestPattern({ actions, resources }: PolicyStatement): number {
  const patterns = resources === null ? actions.patterns : [...actions.patterns, ...resources.patterns];
  return patterns.reduce((longest, pattern) => Math.max(longest, pattern.length), 0);
}

function parse(written: unknown, text: string, kind: PolicyKind): ParsedPolicy | PolicyError {
  if (text.length > maxDocumentCharacters) return refuse(`it has more than ${maxDocumentCharacters} characters`);
  const document = parsePolicyDocument(written, kind);
  if (document.kind === "error") return document;
  for (const [index, statement] of document.statements.entries()) {
    const where = `statement ${index + 1}`;
    if (!nestsWithin(statement.written, maxStatementDepth)) return refuse(`${where} nests too deep`);
    if (longestPattern(statement) > maxPatternCharacters) {
      return refuse(`${where} has an entry of more than ${maxPatternCharacters} characters`);
    }
  }
  return document;
}

/** Documents up to this length are known again by their text: nearly all trust policies of an account are one. */
const shortCharacters = 500;

/** A reader that remembers what it has read: the same content is parsed once and gives the same object. */
export function createDocumentReader(): DocumentReader {
  const byText = new Map<string, ReadDocument>();
  const byHash = new Map<string, ReadDocument>();
  return (written, kind) => {
    const text = typeof written === "string" ? written : (JSON.stringify(written) ?? "");
    const textKey = text.length <= shortCharacters ? `${kind} ${text}` : null;
    const before = textKey === null ? undefined : byText.get(textKey);
    if (before !== undefined) return before;
    const documentHash = hash("sha256", text);
    const hashKey = `${kind} ${documentHash}`;
    const read = byHash.get(hashKey) ?? { documentHash, document: parse(written, text, kind) };
    byHash.set(hashKey, read);
    if (textKey !== null) byText.set(textKey, read);
    return read;
  };
}
