import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listGroupParts } from "#lib/db/sql/cold-starts/group-parts.ts";
import { daysOf } from "#lib/db/sql/period/period-scope.ts";
import { type DayPart, listDayParts } from "#lib/db/sql/period/rollup-days.ts";
import { coldStartRate, coverageOf } from "#lib/domain/starts/start-rates.ts";
import { countOf, quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { Rate } from "#lib/domain/statistics/rate.ts";
import type { PreviousStarts, StartDimension } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { momentsBetween } from "./list-start-moments.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * The period before, in whole steps: as many hours (24 h) or UTC days as this one touches, ending where it begins. Its
 * figures come from the ready-made days, so that comparing costs little.
 */
export function previousScope(scope: FleetScope): FleetScope {
  const step = scope.preset === "24h" ? hourMs : dayMs;
  const first = Math.floor(scope.from.getTime() / step) * step;
  const steps = Math.max(1, Math.ceil((scope.to.getTime() - first) / step));
  return {
    ...scope,
    preset: scope.preset === "24h" ? "24h" : null,
    from: new Date(first - steps * step),
    to: new Date(first),
  };
}

/** What the comparison with the period before shows, and the rates of its groups by value. */
export async function readPreviousStarts(
  scope: FleetScope,
  dimension: StartDimension,
  now: Date,
): Promise<{ readonly previous: PreviousStarts; readonly rates: ReadonlyMap<string, Rate> }> {
  const { pool } = sharedDatabase();
  const before = previousScope(scope);
  const whole = scope.accountIds.length === 0 && scope.regions.length === 0 && scope.teamId === null;
  const byGroup = whole && scope.preset !== "24h";
  const [parts, groups] = await Promise.all([
    listDayParts(pool, before),
    byGroup ? listGroupParts(pool, dimension, daysOf(before)) : [],
  ]);
  const init = mergePackedHistograms(parts.flatMap(({ initHistograms }) => initHistograms));
  const sum = (read: (part: DayPart) => number | null) => parts.reduce((total, part) => total + (read(part) ?? 0), 0);
  const reports = sum((part) => part.reports);
  const days = (before.to.getTime() - before.from.getTime()) / dayMs;
  return {
    rates: new Map(groups.map((row) => [row.value, coldStartRate(row)])),
    previous: {
      from: before.from.toISOString(),
      to: before.to.toISOString(),
      shiftMs: before.to.getTime() - before.from.getTime(),
      rate: coldStartRate({
        reports,
        coldStarts: sum((part) => part.coldStarts),
        restores: sum((part) => part.restores),
        initFailures: sum((part) => part.initFailures),
      }),
      coverage: coverageOf(reports, parts.length === 0 ? null : sum((part) => part.invocations)),
      initCount: countOf(init),
      p50Ms: quantile(init, 0.5),
      p95Ms: quantile(init, 0.95),
      p99Ms: quantile(init, 0.99),
      waitedMsPerDay: reports === 0 ? null : sum((part) => part.waitedMs) / days,
      moments: momentsBetween(before, parts, now),
      byGroup,
    },
  };
}
