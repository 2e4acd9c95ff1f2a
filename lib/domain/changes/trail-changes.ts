import type { ObservedChangeEvent } from "#lib/domain/fleet/observed.ts";
import type { ChangeClass } from "./change-class.ts";
import { meaningOfTrailEvent, type TrailEventMeaning } from "./trail-events.ts";

/** Lambda dates a change, and CloudTrail the call that made it, at most this far apart. */
const sameChangeMs = 10 * 60_000;
/** How long before it was detected a change that AWS does not date may have happened: details are read daily. */
export const undatedChangeMs = 26 * 3_600_000;

/** A change of a function that a comparison of snapshots found. */
export interface ComparedChange {
  readonly functionName: string;
  readonly kind: TrailEventMeaning["kind"];
  readonly classes: readonly string[];
  readonly occurredAt: Date;
  /** False where AWS does not say when it happened: `occurredAt` is then when it was detected. */
  readonly dated: boolean;
}

/** A change that is stored, with whether its author is known. */
export interface StoredComparedChange extends ComparedChange {
  readonly id: string;
  readonly eventName: string | null;
}

/** A change whose author an event names. */
export interface NamedChange {
  readonly id: string;
  readonly event: ObservedChangeEvent;
  readonly occurredAt: Date;
}

/** A change that is known from its event alone. */
export interface ToldChange extends TrailEventMeaning {
  readonly event: ObservedChangeEvent;
  readonly summary: string;
}

export interface TrailChanges {
  readonly named: readonly NamedChange[];
  readonly told: readonly ToldChange[];
}

/**
 * What events add to the changes that are known. Of the events that belong to a change the nearest in time names its
 * author, and the others are part of it (a deployment that sets code and configuration is one change); events that
 * belong to none are changes of their own. Nothing is told twice, however often an event is read.
 */
export function trailChangesOf(
  events: readonly ObservedChangeEvent[],
  changes: readonly StoredComparedChange[],
): TrailChanges {
  const byFunction = Map.groupBy(changes, ({ functionName }) => functionName);
  const named = changes.flatMap((change): NamedChange[] => {
    if (change.eventName !== null) return [];
    const event = nearestEvent(change, events);
    return event === null ? [] : [{ id: change.id, event, occurredAt: change.dated ? change.occurredAt : event.at }];
  });
  const told = events.flatMap((event): ToldChange[] => {
    const meaning = meaningOfTrailEvent(event.eventName);
    const isPart = (byFunction.get(event.functionName) ?? []).some((change) => belongs(event, change));
    return meaning === null || isPart
      ? []
      : [
          {
            kind: meaning.kind,
            classes: classesOf(meaning, event),
            event,
            summary: `${event.eventName} by ${event.actor}`,
          },
        ];
  });
  return { named, told };
}

/** An update that names subnets is one of the network, whatever else it changed. */
function classesOf({ kind, classes }: TrailEventMeaning, { subnetIds }: ObservedChangeEvent): readonly ChangeClass[] {
  return subnetIds === undefined || kind !== "updated" ? classes : [...classes, "network"];
}

/** What of an event decides where it belongs. */
export type EventMoment = Pick<ObservedChangeEvent, "functionName" | "eventName" | "at">;

/** The event that made a change, as far as time and class tell: one with a meaning before one without. */
export function nearestEvent<E extends EventMoment>(change: ComparedChange, events: readonly E[]): E | null {
  const distance = ({ at }: E) => Math.abs(at.getTime() - change.occurredAt.getTime());
  const weight = ({ eventName }: E) => (meaningOfTrailEvent(eventName) === null ? 1 : 0);
  const mine = events.filter((event) => event.functionName === change.functionName && belongs(event, change));
  return mine.toSorted((one, other) => weight(one) - weight(other) || distance(one) - distance(other))[0] ?? null;
}

function belongs({ at, eventName }: EventMoment, change: ComparedChange): boolean {
  const before = change.occurredAt.getTime() - at.getTime();
  if (Math.abs(before) <= sameChangeMs) return true;
  if (change.dated || before < 0 || before > undatedChangeMs) return false;
  const meaning = meaningOfTrailEvent(eventName);
  if (meaning === null || meaning.kind !== change.kind) return false;
  return meaning.kind !== "updated" || meaning.classes.some((name) => change.classes.includes(name));
}
