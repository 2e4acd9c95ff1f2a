import { type AnswerReader, readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import { functionIdOf } from "#lib/domain/fleet/arn.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";
import { parseFunction } from "./parse-function.ts";
import { readEntries, unreadableOf } from "./read-entries.ts";

/** ListFunctions: 50 a page, however many are asked for. */
export const functions: Collector<"functions"> = {
  source: "functions",
  actions: [{ action: "lambda:ListFunctions", why: "every function and its configuration is in the inventory" }],
  async *collect(context, _input, cursor) {
    const call = callOf(context, "lambda", "ListFunctions");
    const read = readAnswerOf(call);
    let done = 0;
    const pages = pagesOf(call, cursor, async (Marker) => {
      const { items, NextMarker } = await listFunctions(context, read, Marker);
      return { items, nextToken: tokenOf(NextMarker, call) };
    });
    for await (const { items, nextToken } of pages) {
      const page = readEntries(items, arnOf, (item) => {
        const parsed = parseFunction(read.record(item, "Function"), read, context.fingerprint);
        // Kept under this account's name it would stand beside the other's, or in its place.
        if (!isHere(context, parsed.arn)) throw malformedAnswer(call, "it is a function of another account or Region");
        return parsed;
      });
      done += items.length;
      const total = nextToken === null ? done : null;
      yield {
        page: { functions: page.entries },
        nextCursor: nextToken,
        progress: { done, total },
        ...unreadableOf(page),
      };
    }
  },
};

async function listFunctions(context: CollectContext, read: AnswerReader, Marker: string | undefined) {
  const answer = await context.call("lambda", "ListFunctions", (lambda, options) =>
    lambda.listFunctions({ Marker, MaxItems: 50 }, options),
  );
  const whole = { ...answer };
  return { items: read.requiredList(whole.Functions, "Functions"), NextMarker: answer.NextMarker };
}

function arnOf(entry: Readonly<Record<string, unknown>>): string | null {
  return textOrNull(entry.FunctionArn);
}

/** Whether an ARN names a function of the account-Region that is read; one that cannot be taken apart may. */
function isHere({ accountId, region }: CollectContext, arn: string): boolean {
  const id = functionIdOf(arn);
  return id === null || (id.accountId === accountId && id.region === region);
}
