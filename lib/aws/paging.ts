import { malformedAnswer } from "./classify-failure.ts";
import type { AwsCall } from "./failure.ts";

/** No list that Lamplight reads has more pages: 10,000 pages of 50 are half a million entries. */
const maxPages = 10_000;

/** One page of a list and the token of the one after it; null at the end. */
export interface TokenPage<T> {
  readonly items: T;
  readonly nextToken: string | null;
}

/**
 * Walks a list to its end. A token that comes back a second time, or a list without end, is a `malformed` failure
 * rather than a loop.
 */
export async function* pagesOf<T>(
  call: AwsCall,
  firstToken: string | null,
  fetch: (token: string | undefined) => Promise<TokenPage<T>>,
): AsyncGenerator<TokenPage<T>> {
  const seen = new Set<string>();
  let token = firstToken;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await fetch(token ?? undefined);
    if (answer.nextToken !== null) {
      if (seen.has(answer.nextToken) || answer.nextToken === token) throw malformedAnswer(call, "a page token repeats");
      seen.add(answer.nextToken);
    }
    yield answer;
    if (answer.nextToken === null) return;
    token = answer.nextToken;
  }
  throw malformedAnswer(call, `the list did not end after ${maxPages} pages`);
}

/** The token of an answer: absent, null and the empty string all mean that this was the last page. */
export function tokenOf(value: unknown, call: AwsCall): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value !== "string") throw malformedAnswer(call, "a page token is not text");
  return value;
}
