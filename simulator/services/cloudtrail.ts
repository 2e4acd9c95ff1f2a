import type { LookupEventsRequest, LookupEventsResponse } from "@aws-sdk/client-cloudtrail";
import type { FleetTrailEvent } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 50;
const DAY_MS = 86_400_000;
const HISTORY_MS = 90 * DAY_MS;
/** The last moment that a Date can hold. */
const FOREVER_MS = 8_640_000_000_000_000;

type Read = (event: FleetTrailEvent) => readonly string[];

const attributes: Readonly<Record<string, Read>> = {
  EventId: (event) => [event.EventId],
  EventName: (event) => [event.EventName],
  EventSource: (event) => [event.EventSource],
  ReadOnly: (event) => [event.ReadOnly],
  ResourceName: (event) => event.Resources.map((resource) => resource.ResourceName),
  ResourceType: (event) => event.Resources.map((resource) => resource.ResourceType),
  Username: (event) => [event.Username],
};

/** Everything from the day on at which the history begins, newest first; kept, since it is asked for in pages of 50. */
function eventsOfAll(call: ServiceCall, oldestMs: number): readonly FleetTrailEvent[] {
  const start = new Date(Math.floor(oldestMs / DAY_MS) * DAY_MS);
  return call.lists.get(call, `trail ${start.getTime()}`, () =>
    call.cell.trailEvents({ start, end: new Date(FOREVER_MS) }),
  );
}

const lookupEvents: Operation<LookupEventsRequest, LookupEventsResponse> = (input, call) => {
  const [attribute, ...more] = input.LookupAttributes ?? [];
  const { AttributeKey: key, AttributeValue: value } = attribute ?? {};
  const read = key === undefined ? undefined : attributes[key];
  if (more.length > 0 || (attribute !== undefined && (read === undefined || value === undefined))) {
    throw new AwsError("InvalidLookupAttributesException", "You must specify exactly one valid lookup attribute.");
  }
  const oldest = call.now.getTime() - HISTORY_MS;
  const start = new Date(Math.max(oldest, input.StartTime?.getTime() ?? oldest));
  const end = new Date(Math.min(call.now.getTime(), input.EndTime?.getTime() ?? Number.POSITIVE_INFINITY));
  if (start.getTime() > end.getTime()) {
    throw new AwsError("InvalidTimeRangeException", "The end time must not be earlier than the start time.");
  }
  const found =
    key === "ResourceName" && value !== undefined
      ? call.cell.trailEvents({ start, end, resourceName: value })
      : eventsOfAll(call, oldest).filter(({ EventTime }) => EventTime >= start && EventTime < end);
  const events =
    key === "ResourceName" || read === undefined || value === undefined
      ? found
      : found.filter((event) => read(event).includes(value));
  const { NextToken: token, MaxResults: limit } = input;
  const { items, next } = pageOf(call, events, { token, limit, size: PAGE, invalidToken: "InvalidNextTokenException" });
  return { Events: items.map((event) => ({ ...event, Resources: [...event.Resources] })), NextToken: next };
};

export const cloudtrail = { LookupEvents: lookupEvents } satisfies ServiceOperations;
