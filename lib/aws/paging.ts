import { malformedAnswer } from "./classify-failure.ts";
import type { AwsCall } from "./failure.ts";

/** One page of a list and the token of the one after it; null at the end. */
export interface TokenPage<T> {
  readonly items: T;
  readonly nextToken: string | null;
}

export interface PagingBounds {
  /**
   * Pages of the whole list at most. 10,000 unless told: half a million entries of 50 a page, more than any list that
   * Lamplight reads holds.
   */
  readonly mostPages?: number;
}

const mostPages = 10_000;
/**
 * Pages one after the other that bring nothing new at most. AWS sends some empty ones where it filters after it has
 * read (IAM, tagging, EC2): a few in a row, never dozens.
 */
const mostBarrenPages = 50;
/** Longer than any token of AWS by far, and short enough for a cursor of the store. */
const longestToken = 65_536;

/**
 * Walks a list to its end. A token that comes back a second time, pages without end that bring nothing new, or a list
 * longer than any can be, are a `malformed` failure rather than a loop.
 */
export async function* pagesOf<T>(
  call: AwsCall,
  firstToken: string | null,
  fetch: (token: string | undefined) => Promise<TokenPage<T>>,
  { mostPages: pagesAtMost = mostPages }: PagingBounds = {},
): AsyncGenerator<TokenPage<T>> {
  const tokens = new Set<string>();
  const watch = watchForNews();
  let token = firstToken;
  for (let page = 0; page < pagesAtMost; page += 1) {
    const answer = await fetch(token ?? undefined);
    if (answer.nextToken !== null) {
      if (tokens.has(answer.nextToken) || answer.nextToken === token)
        throw malformedAnswer(call, "a page token repeats");
      tokens.add(answer.nextToken);
      if (watch(answer.items) > mostBarrenPages) {
        throw malformedAnswer(call, `more than ${mostBarrenPages} pages in a row bring nothing new`);
      }
    }
    yield answer;
    if (answer.nextToken === null) return;
    token = answer.nextToken;
  }
  throw malformedAnswer(call, `the list did not end after ${pagesAtMost} pages`);
}

/** Counts the pages since the last one that held something no earlier page did, by its first and last entries. */
function watchForNews(): (items: unknown) => number {
  const seen = new Set<string>();
  let barren = 0;
  return (items) => {
    const mark = markOf(items);
    barren = mark === null || seen.has(mark) ? barren + 1 : 0;
    if (mark !== null) seen.add(mark);
    return barren;
  };
}

/** Longest part of an entry that tells it apart: its names come first. */
const markLength = 256;

/** What tells a page apart from others; null where it holds nothing. A page may be a list, or an object of lists. */
function markOf(items: unknown): string | null {
  const lists: unknown[] = Array.isArray(items)
    ? [items]
    : items !== null && typeof items === "object"
      ? Object.values(items)
      : [];
  const marks = lists
    .filter((list) => Array.isArray(list))
    .filter((list) => list.length > 0)
    .map((list) => `${list.length} ${textOf(list[0])} ${textOf(list.at(-1))}`);
  return marks.length === 0 ? null : marks.join(" ");
}

function textOf(entry: unknown): string {
  return (JSON.stringify(entry) ?? "").slice(0, markLength);
}

/** The token of an answer: absent, null and the empty string all mean that this was the last page. */
export function tokenOf(value: unknown, call: AwsCall): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value !== "string") throw malformedAnswer(call, "a page token is not text");
  if (value.length > longestToken || value.includes("\0") || !value.isWellFormed()) {
    throw malformedAnswer(call, "a page token is no text that can be kept");
  }
  return value;
}
