import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type DayPart, listDayParts } from "#lib/db/sql/period/rollup-days.ts";
import { coldStartRate } from "#lib/domain/starts/start-rates.ts";
import { countOf, quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { StartMoment } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const sizes = { hour: 3_600_000, day: 86_400_000 };

/** More moments than these would be no chart: an address may ask for centuries. */
const mostMoments = 1_500;

/** Starts over time, hour by hour for 24 hours, else by UTC day; a moment without reports is a gap. */
export async function listStartMoments(scope: FleetScope, now: Date): Promise<StartMoment[]> {
  return momentsBetween(scope, await listDayParts(sharedDatabase().pool, scope), now);
}

/** The moments of a scope as far as they have begun at `now`, the latest where there are too many. */
export function momentsBetween(scope: FleetScope, parts: readonly DayPart[], now: Date): StartMoment[] {
  const byMoment = Map.groupBy(parts, ({ at }) => at.getTime());
  return momentsOf(scope, now).map((at) => startMoment(at, byMoment.get(at) ?? []));
}

const stepOf = ({ preset }: FleetScope) => (preset === "24h" ? sizes.hour : sizes.day);

/** The last hour or UTC day of the period when it is not over at `now`. A range of one's own counts whole days. */
export function incompleteFrom(scope: FleetScope, now: Date): string | null {
  const step = stepOf(scope);
  const underWay = Math.floor(now.getTime() / step) * step;
  const ends = Math.ceil(scope.to.getTime() / step) * step;
  return underWay < now.getTime() && ends > underWay && scope.from < now ? new Date(underWay).toISOString() : null;
}

function momentsOf(scope: FleetScope, now: Date): number[] {
  const step = stepOf(scope);
  const end = Math.ceil(Math.min(scope.to.getTime(), now.getTime()) / step);
  const first = Math.max(Math.floor(scope.from.getTime() / step), end - mostMoments);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => (first + index) * step);
}

function startMoment(at: number, parts: readonly DayPart[]): StartMoment {
  const sum = (read: (part: DayPart) => number | null) => parts.reduce((total, part) => total + (read(part) ?? 0), 0);
  const init = mergePackedHistograms(parts.flatMap(({ initHistograms }) => initHistograms));
  const rate = coldStartRate({
    reports: sum((part) => part.reports),
    coldStarts: sum((part) => part.coldStarts),
    restores: sum((part) => part.restores),
    initFailures: sum((part) => part.initFailures),
  });
  const [p50Ms, p95Ms, p99Ms] = [quantile(init, 0.5), quantile(init, 0.95), quantile(init, 0.99)];
  return { t: new Date(at).toISOString(), rate, initCount: countOf(init), p50Ms, p95Ms, p99Ms };
}
