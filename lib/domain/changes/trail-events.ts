import type { ChangeClass } from "./change-class.ts";

/** What one of Lambda's write events in CloudTrail does to a function. */
export interface TrailEventMeaning {
  readonly kind: "created" | "updated" | "deleted";
  readonly classes: readonly ChangeClass[];
}

interface KnownEvent extends TrailEventMeaning {
  /** As CloudTrail names it: with the version of Lambda's API where it has one. */
  readonly eventName: string;
}

const updated = (eventName: string, ...classes: readonly ChangeClass[]): KnownEvent => ({
  eventName,
  kind: "updated",
  classes,
});

/** Events that change what a function is or who may invoke it (AWS Lambda Developer Guide, "Logging with CloudTrail", 2026-11). */
const known: readonly KnownEvent[] = [
  { eventName: "CreateFunction20150331", kind: "created", classes: [] },
  { eventName: "DeleteFunction20150331", kind: "deleted", classes: [] },
  updated("UpdateFunctionCode20150331v2", "code"),
  updated("UpdateFunctionConfiguration20150331v2", "configuration"),
  updated("AddPermission20150331v2", "permissions"),
  updated("RemovePermission20150331v2", "permissions"),
  updated("PutFunctionConcurrency20171031", "concurrency"),
  updated("DeleteFunctionConcurrency20171031", "concurrency"),
  updated("CreateFunctionUrlConfig", "triggers"),
  updated("UpdateFunctionUrlConfig", "triggers"),
  updated("DeleteFunctionUrlConfig", "triggers"),
];

/** The names that CloudTrail is asked for, one by one: it filters by one attribute only, and reads are most of its events. */
export const trailEventNames: readonly string[] = known.map(({ eventName }) => eventName);

/** `UpdateFunctionCode20150331v2` as people know it: `UpdateFunctionCode`. */
export function plainEventName(eventName: string): string {
  return eventName.replace(/\d{8}(v\d+)?$/, "");
}

const byPlainName = new Map(known.map(({ eventName, ...meaning }) => [plainEventName(eventName), meaning]));

/** What an event means for the function it names; null for one that changes nothing that is shown (a published version). */
export function meaningOfTrailEvent(eventName: string): TrailEventMeaning | null {
  return byPlainName.get(plainEventName(eventName)) ?? null;
}
