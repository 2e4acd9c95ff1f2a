import { type ChangeSpan, listNearChanges, type NearChangeRow } from "#lib/db/sql/failures/near-changes.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { FailureSeries } from "#lib/domain/failures/failure-series.ts";
import { type DayExposure, type FailureTrend, trendDays } from "#lib/domain/failures/failure-trend.ts";
import { riseOnset } from "#lib/domain/failures/onset.ts";
import { changeSpan, changesNear, type Onset } from "#lib/domain/failures/what-changed.ts";
import type { FailureChangeView, FailureOnsetView } from "#lib/domain/views/failures.ts";

const dayMs = 86_400_000;

/** The UTC days that trends compare, ascending. */
export function comparedDays(todayMs: number): number[] {
  const count = trendDays.recent + trendDays.before;
  return Array.from({ length: count }, (_, k) => todayMs - (count - 1 - k) * dayMs);
}

/** Failures on each of the compared days; null where nothing was read. */
export function countsByDay(
  { days }: Pick<FailureSeries, "days">,
  exposures: readonly DayExposure[],
  todayMs: number,
): (number | null)[] {
  const counts = new Map(days.map((day) => [day.dayMs, day.count]));
  const read = new Set(exposures.flatMap(({ dayMs: at, total }) => (total === null ? [] : [at])));
  return comparedDays(todayMs).map((at) => counts.get(at) ?? (read.has(at) ? 0 : null));
}

/**
 * When a series began: where its rate rose by the days that are compared, else its first failure of all. Null where days
 * before the first failure were not read: it may be older than what is stored.
 */
export function onsetOf(
  series: Pick<FailureSeries, "days" | "firstSeenMs">,
  trend: FailureTrend | null,
  exposures: readonly DayExposure[],
  todayMs: number,
): (Onset & { readonly kind: FailureOnsetView["kind"] }) | null {
  if (trend === "rising") {
    const totals = new Map(exposures.map((day) => [day.dayMs, day.total ?? 0]));
    const read = comparedDays(todayMs).filter((at) => (totals.get(at) ?? 0) > 0);
    const counts = new Map(series.days.map((day) => [day.dayMs, day]));
    const index = riseOnset(read.map((at) => ({ count: counts.get(at)?.count ?? 0, total: totals.get(at) ?? 0 })));
    const day = index === null ? undefined : counts.get(read[index] ?? Number.NaN);
    return day === undefined ? null : { atMs: day.firstSeenMs, precision: "day", kind: "rise" };
  }
  const firstDay = Math.floor(series.firstSeenMs / dayMs) * dayMs;
  const isPreceded = exposures.some((day) => day.dayMs < firstDay && (day.total ?? 0) > 0);
  return isPreceded ? { atMs: series.firstSeenMs, precision: "event", kind: "firstSight" } : null;
}

/** A series that began, with what it is about. */
export interface Begun {
  readonly accountId: string;
  readonly functionArn: string;
  readonly roleArn: string | null;
  readonly onset: Onset | null;
}

/** What changed near each onset, the closest first, in one query for all; at most `most` for each. */
export async function changesOf(sql: Sql, begun: readonly Begun[], most: number): Promise<FailureChangeView[][]> {
  const asked = begun.flatMap(({ onset, ...of }, index) => (onset === null ? [] : [{ ...of, onset, index }]));
  const spans = asked.map(({ onset, accountId, functionArn, roleArn }): ChangeSpan => {
    const { fromMs, toMs, datedToMs } = changeSpan(onset);
    const span = { at: new Date(onset.atMs), from: new Date(fromMs), to: new Date(toMs), datedTo: new Date(datedToMs) };
    return { accountId, functionArn, roleArn, ...span };
  });
  const bySpan = Map.groupBy(await listNearChanges(sql, spans), ({ span }) => span);
  const found = begun.map((): FailureChangeView[] => []);
  for (const [span, { onset, index }] of asked.entries()) {
    const ranked = changesNear(onset, bySpan.get(span) ?? []);
    found[index] = ranked
      .slice(0, most)
      .map(({ change, beforeMs, relation }) => changeView(change, beforeMs, relation));
  }
  return found;
}

function changeView(
  { id, entityKind, entityId, entityName, summary, actor, atMs }: NearChangeRow,
  beforeMs: number,
  relation: FailureChangeView["relation"],
): FailureChangeView {
  return { id, entityKind, entityId, entityName, summary, actor, at: new Date(atMs).toISOString(), beforeMs, relation };
}
