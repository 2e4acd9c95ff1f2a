import { type AnswerReader, readAnswerOf } from "#lib/aws/answer.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import { keepRawAnswer } from "#lib/aws/raw-answer.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";
import { parseFunction } from "./parse-function.ts";

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
      const page = items.map((item) => parseFunction(item, read, context.fingerprint));
      done += page.length;
      const total = nextToken === null ? done : null;
      yield { page: { functions: page }, nextCursor: nextToken, progress: { done, total } };
    }
  },
};

async function listFunctions(context: CollectContext, read: AnswerReader, Marker: string | undefined) {
  const raw = keepRawAnswer();
  const answer = await context.call(
    "lambda",
    "ListFunctions",
    (lambda, options) => lambda.listFunctions({ Marker, MaxItems: 50 }, options),
    raw,
  );
  const whole = raw.parsed() ?? { ...answer };
  const items = read.requiredList(whole.Functions, "Functions").map((item) => read.record(item, "Function"));
  return { items, NextMarker: answer.NextMarker };
}
