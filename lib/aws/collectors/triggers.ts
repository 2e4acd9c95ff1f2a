import { type AnswerReader, readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { ObservedEventSourceMapping } from "#lib/domain/fleet/observed.ts";
import type { ObservedQueue } from "#lib/domain/fleet/observed-queue.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";
import { inParallel } from "./in-parallel.ts";
import { parseMapping } from "./parse-mapping.ts";
import { readEntries, unreadableOf } from "./read-entries.ts";
import { readQueue } from "./read-queue.ts";

/** How many queues are asked at once; their pace is the quota's business. */
const queuesAtOnce = 8;

/** All mappings of the account-Region in pages of 100, with the redrive policies of the queues they read from. */
export const triggers: Collector<"triggers"> = {
  source: "triggers",
  actions: [
    { action: "lambda:ListEventSourceMappings", why: "queues and streams that invoke functions are shown" },
    { action: "sqs:GetQueueAttributes", why: "how often a queue retries, and where its failures go, is shown" },
    { action: "sqs:GetQueueUrl", why: "a queue is found where its address is not the usual one" },
  ],
  async *collect(context, _input, cursor) {
    const call = callOf(context, "lambda", "ListEventSourceMappings");
    const read = readAnswerOf(call);
    const seen = new Set<string>();
    let done = 0;
    const pages = pagesOf(call, cursor, async (Marker) => {
      const { items, NextMarker } = await listMappings(context, read, Marker);
      return { items, nextToken: tokenOf(NextMarker, call) };
    });
    for await (const { items, nextToken } of pages) {
      const mappings = readEntries(
        items,
        ({ UUID }) => textOrNull(UUID),
        (item) => parseMapping(read.record(item, "EventSourceMapping"), read),
      );
      const queues = await readQueues(context, newQueues(mappings.entries, seen));
      done += items.length;
      const total = nextToken === null ? done : null;
      yield {
        page: { mappings: mappings.entries, queues },
        nextCursor: nextToken,
        progress: { done, total },
        ...unreadableOf(mappings),
      };
    }
  },
};

async function listMappings(context: CollectContext, read: AnswerReader, Marker: string | undefined) {
  const answer = await context.call("lambda", "ListEventSourceMappings", (lambda, options) =>
    lambda.listEventSourceMappings({ Marker, MaxItems: 100 }, options),
  );
  const whole = { ...answer };
  return { items: read.requiredList(whole.EventSourceMappings, "EventSourceMappings"), NextMarker: answer.NextMarker };
}

/** Queues of a page that no earlier page has named. */
function newQueues(mappings: readonly ObservedEventSourceMapping[], seen: Set<string>): readonly string[] {
  const found: string[] = [];
  for (const { service, eventSourceArn } of mappings) {
    if (service !== "sqs" || eventSourceArn === null || seen.has(eventSourceArn)) continue;
    seen.add(eventSourceArn);
    found.push(eventSourceArn);
  }
  return found;
}

async function readQueues(
  context: CollectContext,
  arns: readonly string[],
): Promise<Readonly<Record<string, Fact<ObservedQueue>>>> {
  const facts = await inParallel(arns, queuesAtOnce, async (arn) => [arn, await readQueue(context, arn)] as const);
  return Object.fromEntries(facts);
}
