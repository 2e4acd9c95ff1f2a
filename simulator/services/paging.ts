import { AwsError } from "#simulator/wire/aws-error.ts";
import type { ServiceCall } from "./service.ts";

interface PageRequest {
  readonly token: string | undefined;
  /** What the caller asks for. */
  readonly limit?: number | undefined;
  /** Page size when the caller asks for nothing. */
  readonly size: number;
  /** The most a page holds whatever is asked for; `size` where not given. */
  readonly max?: number;
  /** Error code for a token that this simulator did not give. */
  readonly invalidToken: string;
}

interface Page<Item> {
  readonly items: Item[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}

/** Cuts one page out of `count` items that are made only when they are on the page. */
export function page<Item>(
  call: Pick<ServiceCall, "pageShare">,
  count: number,
  at: (index: number) => Item,
  request: PageRequest,
): Page<Item> {
  const start = request.token === undefined ? 0 : readToken(request.token, request.invalidToken);
  const asked = Math.min(request.limit ?? request.size, request.max ?? request.size);
  const size = Math.max(1, Math.floor(asked * call.pageShare));
  const end = Math.min(count, start + size);
  const items: Item[] = [];
  for (let index = start; index < end; index += 1) {
    items.push(at(index));
  }
  return { items, next: end < count ? writeToken(end) : undefined };
}

/** The same for a list that exists already. */
export function pageOf<Item>(
  call: Pick<ServiceCall, "pageShare">,
  list: readonly Item[],
  request: PageRequest,
): Page<Item> {
  const start = request.token === undefined ? 0 : readToken(request.token, request.invalidToken);
  const asked = Math.min(request.limit ?? request.size, request.max ?? request.size);
  const end = start + Math.max(1, Math.floor(asked * call.pageShare));
  return { items: list.slice(start, end), next: end < list.length ? writeToken(end) : undefined };
}

/** Tokens are opaque to clients, so nobody can come to depend on what they hold. */
export function writeToken(offset: number): string {
  return Buffer.from(`lamplight-simulator:${offset}`).toString("base64url");
}

export function readToken(token: string, invalidToken: string): number {
  const match = /^lamplight-simulator:(\d+)$/.exec(Buffer.from(token, "base64url").toString("utf8"));
  if (match === null) {
    throw new AwsError(invalidToken, "The pagination token is not valid.");
  }
  return Number(match[1]);
}
