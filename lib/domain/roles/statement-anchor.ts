import { roleHref } from "#lib/domain/views/roles.ts";

/** A role's trust policy as findings, verdicts and decisions name it. */
const trustSource = /^(trust|trust policy|arn:[^:]*:iam::\d*:role\/.*)$/s;

/** A document of a role's page: the source as evidence names it, or a permissions boundary, which may be attached besides. */
export interface DocumentPlace {
  /** Policy ARN, `inline:NAME`, or `trust`, `trust policy` or the role's own ARN for its trust policy. */
  readonly source: string;
  readonly isBoundary?: boolean;
}

/**
 * The id of a document on a role's page. Made of its name, for people, and of a hash of the whole source, since names of
 * policies of different accounts and paths may be the same.
 */
export function documentAnchor({ source, isBoundary = false }: DocumentPlace): string {
  return `document-${slugOf(source, isBoundary)}`;
}

/**
 * The id of a statement on a role's page. Made of what the statement says and not of its place, so that a link to it stays
 * right when others come before it, and leads to no other when it is gone.
 */
export function statementAnchor(place: DocumentPlace, statement: unknown): string {
  return `statement-${slugOf(place.source, place.isBoundary ?? false)}-${shortHash(canonicalText(statement))}`;
}

/** The id of the document in which the statement of an anchor stands; null where the text is no such anchor. */
export function documentOfAnchor(anchor: string): string | null {
  const match = /^statement-(.+)-[0-9a-z]+$/.exec(anchor);
  return match ? `document-${match[1]}` : null;
}

/**
 * The address of a statement on its role's page: the page unfolds, scrolls to and lights it. `source` and `statement` are
 * as a finding's evidence has them.
 */
export function roleStatementHref(roleArn: string, source: string, statement: unknown): string {
  return `${roleHref(roleArn)}#${statementAnchor({ source }, statement)}`;
}

function slugOf(source: string, isBoundary: boolean): string {
  if (trustSource.test(source)) return "trust";
  const name = source.slice(Math.max(source.lastIndexOf("/"), source.indexOf(":")) + 1);
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return `${isBoundary ? "boundary-" : ""}${words}-${shortHash(source)}`;
}

/** JSON with sorted keys: the store gives keys back in another order than AWS. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalText(one)}`).join(",")}}`;
}

/** 53 bits (cyrb53, public domain): enough to tell the documents and statements of one role apart. */
function shortHash(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
