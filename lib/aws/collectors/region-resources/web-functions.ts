import { dateOrNull, readAnswerOf, textOrNull, toJsonObject } from "#lib/aws/answer.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { readWebFunctionPage } from "#lib/aws/list-web-functions.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { ObservedRegionResource } from "#lib/domain/fleet/observed-region-resource.ts";
import { redactAnswer } from "#lib/domain/fleet/redact-answer.ts";

/** The web functions of an account-Region, 50 a page; null where its endpoint has none of them to offer. */
export async function listWebFunctions(context: CollectContext): Promise<readonly ObservedRegionResource[] | null> {
  const call = callOf(context, "lambda", "ListWebFunctions");
  const read = readAnswerOf(call);
  const found: ObservedRegionResource[] = [];
  const pages = pagesOf(call, null, async (nextToken) => {
    const answer = await readWebFunctionPage(context.call, { maxResults: 50, nextToken });
    if (answer === null) return { items: null, nextToken: null };
    const list = read.requiredList(answer.functions, "functions").map((item) => read.record(item, "a web function"));
    return { items: list, nextToken: tokenOf(answer.nextToken, call) };
  });
  for await (const { items } of pages) {
    if (items === null) return null;
    for (const item of items) {
      found.push({
        kind: "webFunction",
        arn: read.text(item.functionArn, "functionArn"),
        name: read.text(item.functionName, "functionName"),
        state: textOrNull(item.state),
        modifiedAt: dateOrNull(item.updatedAt) ?? dateOrNull(item.createdAt),
        document: redactAnswer(toJsonObject(item), context.fingerprint),
      });
    }
  }
  return found;
}
