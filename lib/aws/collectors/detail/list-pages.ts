import { readAnswerOf, toJsonObject } from "#lib/aws/answer.ts";
import type { SendOptions } from "#lib/aws/call-aws.ts";
import type { ClientTypes } from "#lib/aws/client-catalog.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import { redactAnswer } from "#lib/domain/fleet/redact-answer.ts";

type Answer = Readonly<Record<string, unknown>>;

/** One of Lambda's lists: its operation, the member that holds the entries, and how a page of it is asked for. */
export interface LambdaList {
  readonly operation: string;
  readonly member: string;
  send(lambda: ClientTypes["lambda"], marker: string | undefined, options: SendOptions): Promise<object>;
}

/** The entries of a list page by page, with all their fields: also those that the SDK does not know. */
export async function* listedPages(context: CollectContext, list: LambdaList): AsyncGenerator<readonly unknown[]> {
  const call = callOf(context, "lambda", list.operation);
  const read = readAnswerOf(call);
  const pages = pagesOf(call, null, async (marker) => {
    const parsed = await context.call(
      "lambda",
      list.operation,
      async (lambda, options) => await list.send(lambda, marker, options),
    );
    const answer: Answer = { ...parsed };
    return {
      items: read.requiredList(answer[list.member], list.operation),
      nextToken: tokenOf(answer.NextMarker, call),
    };
  });
  for await (const { items } of pages) yield items;
}

/** All entries of a list of objects over all its pages, without what must not be kept. */
export async function listPages(context: CollectContext, list: LambdaList): Promise<readonly Answer[]> {
  const read = readAnswerOf(callOf(context, "lambda", list.operation));
  const entries: Answer[] = [];
  for await (const page of listedPages(context, list)) {
    const records = page.map((item) => toJsonObject(read.record(item, `an entry of ${list.operation}`)));
    entries.push(...records.map((record) => redactAnswer(record, context.fingerprint)));
  }
  return entries;
}
