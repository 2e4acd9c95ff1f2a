import { readAnswerOf } from "#lib/aws/answer.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";

type Answer = Readonly<Record<string, unknown>>;

interface ListPage {
  readonly items: unknown;
  readonly nextMarker: unknown;
}

/** All entries of one of Lambda's per-function lists, over all its pages. */
export async function listPages(
  context: CollectContext,
  operation: string,
  fetch: (marker: string | undefined) => Promise<ListPage>,
): Promise<readonly Answer[]> {
  const call = callOf(context, "lambda", operation);
  const read = readAnswerOf(call);
  const entries: Answer[] = [];
  const pages = pagesOf(call, null, async (marker) => {
    const { items, nextMarker } = await fetch(marker);
    const list = read.requiredList(items, operation).map((item) => read.record(item, `an entry of ${operation}`));
    return { items: list, nextToken: tokenOf(nextMarker, call) };
  });
  for await (const { items } of pages) entries.push(...items);
  return entries;
}
