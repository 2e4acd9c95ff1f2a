import { dateOrNull, readAnswerOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { TimeWindow } from "#lib/domain/collection/source.ts";
import type { ObservedChangeEvent } from "#lib/domain/fleet/observed.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";

/** LookupEvents by function name, for functions whose configuration changed: two calls a second are all it grants. */
export const whoChanged: Collector<"who-changed"> = {
  source: "who-changed",
  actions: [{ action: "cloudtrail:LookupEvents", why: "a change is shown with who made it" }],
  async *collect(context, { functionNames, from, to }, cursor) {
    const total = functionNames.length;
    let done = Math.min(total, Math.max(0, Number(cursor ?? 0) || 0));
    if (done === total) yield { page: { events: [] }, nextCursor: null, progress: { done, total } };
    for (const functionName of functionNames.slice(done)) {
      const events = await lookUp(context, functionName, { from, to });
      done += 1;
      yield { page: { events }, nextCursor: done < total ? String(done) : null, progress: { done, total } };
    }
  },
};

async function lookUp(
  context: CollectContext,
  functionName: string,
  window: TimeWindow,
): Promise<readonly ObservedChangeEvent[]> {
  const call = callOf(context, "cloudtrail", "LookupEvents");
  const read = readAnswerOf(call);
  const found: ObservedChangeEvent[] = [];
  const pages = pagesOf(call, null, async (NextToken) => {
    const answer = await context.call("cloudtrail", "LookupEvents", (cloudtrail, options) =>
      cloudtrail.lookupEvents(
        {
          LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: functionName }],
          StartTime: window.from,
          EndTime: window.to,
          MaxResults: 50,
          NextToken,
        },
        options,
      ),
    );
    return { items: read.requiredList(answer.Events, "Events"), nextToken: tokenOf(answer.NextToken, call) };
  });
  for await (const { items } of pages) {
    for (const item of items) {
      const event = parseEvent(read.record(item, "Event"), functionName);
      if (event !== null) found.push(event);
    }
  }
  return found;
}

/** Null for events that only read, or that name the function without being Lambda's. */
function parseEvent(event: Readonly<Record<string, unknown>>, functionName: string): ObservedChangeEvent | null {
  const eventId = textOrNull(event.EventId);
  const at = dateOrNull(event.EventTime);
  if (eventId === null || at === null || textOrNull(event.ReadOnly) === "true") return null;
  if (textOrNull(event.EventSource) !== "lambda.amazonaws.com") return null;
  const record = trailRecord(event.CloudTrailEvent);
  const identity = recordOrNull(record.userIdentity) ?? {};
  return {
    eventId,
    // Lambda's event names end in the version of its API: UpdateFunctionCode20150331v2.
    eventName: (textOrNull(event.EventName) ?? "Unknown").replace(/\d{8}(v\d+)?$/, ""),
    at,
    functionName,
    actor: textOrNull(event.Username) ?? textOrNull(identity.arn) ?? "Unknown",
    actorArn: textOrNull(identity.arn),
    sourceService: textOrNull(identity.invokedBy),
  };
}

/** The whole record is JSON in a text; only who and from where is taken from it, parameters may hold secrets. */
function trailRecord(value: unknown): Readonly<Record<string, unknown>> {
  const text = textOrNull(value);
  if (text === null) return {};
  try {
    return recordOrNull(JSON.parse(text)) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
