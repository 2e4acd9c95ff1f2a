/** A change of a function or of something that it stands on. Instants are ms since 1970. */
export interface NearbyChange {
  readonly id: string;
  readonly atMs: number;
  /** False where AWS does not say when it happened: `atMs` is then when it was noticed. */
  readonly dated: boolean;
}

/** When failures began, and how exactly that is known: to the event, or to the UTC day. */
export interface Onset {
  readonly atMs: number;
  readonly precision: "event" | "day";
}

/** Where a change stands to the onset. */
export interface RankedChange<C extends NearbyChange> {
  readonly change: C;
  /** How long before the onset; negative for one that was noticed, or happened, after it. */
  readonly beforeMs: number;
  /** `before`: it happened before. `sameDay`: the onset is known by its day only. `noticedAfter`: it happened some time before it was noticed, which was after the onset. */
  readonly relation: "before" | "sameDay" | "noticedAfter";
}

const hourMs = 3_600_000;

/** How long before the onset a change may lie. */
export const changeWindowMs = 24 * hourMs;
/** What AWS does not date is noticed with the next reading, which may come this long after it happened. */
const noticedLateMs = 26 * hourMs;
/** Clocks of CloudTrail, of Lambda and of log lines may differ by this much. */
const clockMs = 5_000;

/** The span of time in which changes are looked for; dated ones only up to `datedToMs`. */
export function changeSpan(onset: Onset): {
  readonly fromMs: number;
  readonly toMs: number;
  readonly datedToMs: number;
} {
  const datedToMs = onset.precision === "day" ? startOfDay(onset.atMs) + 24 * hourMs : onset.atMs + clockMs;
  const from = onset.precision === "day" ? startOfDay(onset.atMs) : onset.atMs;
  return { fromMs: from - changeWindowMs, toMs: Math.max(datedToMs, onset.atMs + noticedLateMs), datedToMs };
}

/**
 * What changed near an onset, the closest first: within the 24 hours before it, on its day where only the day is known,
 * and undated changes that were noticed up to 26 hours after. Closeness in time is all that this says: no cause.
 */
export function changesNear<C extends NearbyChange>(onset: Onset, changes: readonly C[]): RankedChange<C>[] {
  const ranked = changes.flatMap((change): RankedChange<C>[] => {
    const relation = relationOf(onset, change);
    return relation === null ? [] : [{ change, beforeMs: onset.atMs - change.atMs, relation }];
  });
  const late = ({ relation }: RankedChange<C>) => (relation === "noticedAfter" ? 1 : 0);
  return ranked.sort(
    (one, other) =>
      late(one) - late(other) ||
      Math.abs(one.beforeMs) - Math.abs(other.beforeMs) ||
      (one.change.id < other.change.id ? -1 : 1),
  );
}

function relationOf({ atMs, precision }: Onset, change: NearbyChange): RankedChange<NearbyChange>["relation"] | null {
  const day = startOfDay(atMs);
  const from = precision === "day" ? day : atMs;
  if (change.atMs < from - changeWindowMs) return null;
  if (precision === "day" && startOfDay(change.atMs) === day) return "sameDay";
  if (change.atMs <= atMs + (change.dated ? clockMs : 0)) return "before";
  return !change.dated && change.atMs <= atMs + noticedLateMs ? "noticedAfter" : null;
}

function startOfDay(atMs: number): number {
  return Math.floor(atMs / (24 * hourMs)) * 24 * hourMs;
}
