import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type DayPart, listDayParts } from "#lib/db/sql/period/rollup-days.ts";
import { coldStartRate } from "#lib/domain/starts/start-rates.ts";
import { countOf, quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { StartMoment } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const sizes = { hour: 3_600_000, day: 86_400_000 };

/** Starts over time, hour by hour for 24 hours, else by UTC day; a moment without reports is a gap. */
export async function listStartMoments(scope: FleetScope): Promise<StartMoment[]> {
  return momentsBetween(scope, await listDayParts(sharedDatabase().pool, scope));
}

/** The moments of a scope, from what was read of them. */
export function momentsBetween(scope: FleetScope, parts: readonly DayPart[]): StartMoment[] {
  const byMoment = Map.groupBy(parts, ({ at }) => at.getTime());
  return momentsOf(scope).map((at) => startMoment(at, byMoment.get(at) ?? []));
}

/** The last hour or UTC day of the period when it is not over at the period's end. */
export function incompleteFrom(scope: FleetScope): string | null {
  const step = scope.preset === "24h" ? sizes.hour : sizes.day;
  const begins = Math.floor(scope.to.getTime() / step) * step;
  return scope.preset === null || begins === scope.to.getTime() ? null : new Date(begins).toISOString();
}

function momentsOf({ preset, from, to }: FleetScope): number[] {
  const step = preset === "24h" ? sizes.hour : sizes.day;
  const first = Math.floor(from.getTime() / step) * step;
  const count = Math.min(800, Math.ceil((to.getTime() - first) / step));
  return Array.from({ length: Math.max(1, count) }, (_, index) => first + index * step);
}

function startMoment(at: number, parts: readonly DayPart[]): StartMoment {
  const sum = (read: (part: DayPart) => number | null) => parts.reduce((total, part) => total + (read(part) ?? 0), 0);
  const init = mergePackedHistograms(parts.flatMap(({ initHistogram }) => initHistogram ?? []));
  const rate = coldStartRate({
    reports: sum((part) => part.reports),
    coldStarts: sum((part) => part.coldStarts),
    restores: sum((part) => part.restores),
    initFailures: sum((part) => part.initFailures),
  });
  const [p50Ms, p95Ms, p99Ms] = [quantile(init, 0.5), quantile(init, 0.95), quantile(init, 0.99)];
  return { t: new Date(at).toISOString(), rate, initCount: countOf(init), p50Ms, p95Ms, p99Ms };
}
