import { readAnswerOf } from "#lib/aws/answer.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { TimeWindow } from "#lib/domain/collection/source.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";
import { parseTrailEvent } from "./parse-trail-event.ts";

/** Pages of one look-up at most: 5,000 events, newest first. A deployment loop must not hold a sync. */
const mostPages = 100;

interface LookUp {
  readonly AttributeKey: "EventName" | "ResourceName";
  readonly AttributeValue: string;
}

/**
 * LookupEvents, two calls a second and one attribute at a time: by the names of the events that write, or by function
 * where few are asked about. Not by event source: most events of Lambda are reads, Lamplight's own among them. The
 * cursor is the number of look-ups that are done and, within one, the token of the next page.
 */
export const whoChanged: Collector<"who-changed"> = {
  source: "who-changed",
  actions: [{ action: "cloudtrail:LookupEvents", why: "a change is shown with who made it" }],
  async *collect(context, { functionNames, eventNames, from, to }, cursor) {
    const lookUps = lookUpsOf(functionNames, eventNames);
    const total = lookUps.length;
    const start = parseCursor(cursor);
    let done = Math.min(total, start.done);
    if (done === total) yield { page: { events: [] }, nextCursor: null, progress: { done, total } };
    for (const [index, lookUp] of lookUps.slice(done).entries()) {
      let pages = 0;
      for await (const { items, nextToken } of pagesOfLookUp(
        context,
        lookUp,
        { from, to },
        index === 0 ? start.token : null,
      )) {
        pages += 1;
        const cut = nextToken !== null && pages >= mostPages;
        if (cut) context.note("CloudTrail holds more events than are read", { ...lookUp, region: context.region });
        const goesOn = nextToken !== null && !cut;
        const here = goesOn ? `${done}:${nextToken}` : String(done + 1);
        if (!goesOn) done += 1;
        const events = items.flatMap((item) => parseTrailEvent(item) ?? []);
        yield { page: { events }, nextCursor: done < total ? here : null, progress: { done, total } };
        if (cut) break;
      }
    }
  },
};

function lookUpsOf(functionNames: readonly string[], eventNames: readonly string[]): readonly LookUp[] {
  return [
    ...eventNames.map((name) => ({ AttributeKey: "EventName", AttributeValue: name }) as const),
    ...functionNames.map((name) => ({ AttributeKey: "ResourceName", AttributeValue: name }) as const),
  ];
}

function pagesOfLookUp(context: CollectContext, lookUp: LookUp, { from, to }: TimeWindow, first: string | null) {
  const call = callOf(context, "cloudtrail", "LookupEvents");
  const read = readAnswerOf(call);
  return pagesOf(call, first, async (NextToken) => {
    const answer = await context.call("cloudtrail", "LookupEvents", (cloudtrail, options) =>
      cloudtrail.lookupEvents(
        { LookupAttributes: [lookUp], StartTime: from, EndTime: to, MaxResults: 50, NextToken },
        options,
      ),
    );
    const items = read.requiredList(answer.Events, "Events").map((item) => read.record(item, "Event"));
    return { items, nextToken: tokenOf(answer.NextToken, call) };
  });
}

function parseCursor(cursor: string | null): { readonly done: number; readonly token: string | null } {
  const [, done = "0", token = null] = /^(\d+)(?::(.+))?$/s.exec(cursor ?? "") ?? [];
  return { done: Number(done), token };
}
