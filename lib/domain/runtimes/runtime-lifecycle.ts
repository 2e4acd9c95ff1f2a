import { previewRuntimes, runtimeRows } from "./data/runtime-table.ts";

/** One managed runtime; days are UTC, YYYY-MM-DD, null where AWS has not said. */
export interface RuntimeEntry {
  readonly runtime: string;
  readonly os: string;
  readonly deprecated: string | null;
  readonly blockCreate: string | null;
  readonly blockUpdate: string | null;
  /** What to move to; null when this is the newest of its line. */
  readonly successor: string | null;
}

/**
 * Where a runtime stands on a day: `ending` is within 180 days of deprecation; the blocked phases are deprecated too.
 * `unlisted` is a runtime that the table does not know: neither good nor bad.
 */
export type RuntimePhase =
  | "preview"
  | "supported"
  | "ending"
  | "deprecated"
  | "createBlocked"
  | "updateBlocked"
  | "unlisted";

export interface RuntimeLifecycle {
  readonly phase: RuntimePhase;
  readonly entry: RuntimeEntry | null;
  /** Whole days until the deprecation day, negative after it; null when there is none. */
  readonly daysToDeprecation: number | null;
}

const dayMs = 86_400_000;
/** How long before deprecation a runtime counts as ending; AWS itself writes to customers 180 days before. */
const endingDays = 180;

const entries: ReadonlyMap<string, RuntimeEntry> = new Map(
  runtimeRows.map(([runtime, os, deprecated, blockCreate, blockUpdate, successor]) => [
    runtime,
    { runtime, os, deprecated, blockCreate, blockUpdate, successor },
  ]),
);

/** Every runtime of the table, for pages that show it. */
export const runtimeEntries: readonly RuntimeEntry[] = [...entries.values()];

/** Where a managed runtime stands on the UTC day of `now`. A deprecation day that is today counts as reached. */
export function runtimeLifecycle(runtime: string, now: Date): RuntimeLifecycle {
  const entry = entries.get(runtime) ?? null;
  if (entry === null) return { phase: "unlisted", entry, daysToDeprecation: null };
  const today = now.toISOString().slice(0, 10);
  const daysToDeprecation =
    entry.deprecated === null ? null : Math.round((Date.parse(entry.deprecated) - Date.parse(today)) / dayMs);
  return { phase: phaseOf(entry, today, daysToDeprecation), entry, daysToDeprecation };
}

/** True when the runtime's deprecation day is today or earlier, whatever is blocked since. */
export function isDeprecated({ daysToDeprecation }: RuntimeLifecycle): boolean {
  return daysToDeprecation !== null && daysToDeprecation <= 0;
}

function phaseOf(entry: RuntimeEntry, today: string, daysToDeprecation: number | null): RuntimePhase {
  const reached = (day: string | null) => day !== null && day <= today;
  if (reached(entry.blockUpdate)) return "updateBlocked";
  if (reached(entry.blockCreate)) return "createBlocked";
  if (reached(entry.deprecated)) return "deprecated";
  if (daysToDeprecation !== null && daysToDeprecation <= endingDays) return "ending";
  return previewRuntimes.includes(entry.runtime) ? "preview" : "supported";
}
