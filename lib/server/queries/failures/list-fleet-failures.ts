import { sharedDatabase } from "#lib/db/shared-database.ts";
import {
  type ExposureRow,
  exposuresOf,
  listExposures,
  listSeriesDays,
  type SeriesHistoryRow,
} from "#lib/db/sql/failures/failure-history.ts";
import { countLogCoverage, listSeriesCandidates, type SeriesCandidate } from "#lib/db/sql/failures/fleet-series.ts";
import { failureTitle } from "#lib/domain/failures/failure-kind.ts";
import { failureBasis } from "#lib/domain/failures/failure-rate.ts";
import { failureTrend } from "#lib/domain/failures/failure-trend.ts";
import type { FleetFailuresView, FleetFailureView } from "#lib/domain/views/failures.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { changesOf, comparedDays, countsByDay, onsetOf } from "./failure-onset.ts";

const dayMs = 86_400_000;
/** Series that are looked at closely: those that are new or have failed most, of all that may have a trend. */
const mostCandidates = 100;
/** Series that are shown. */
const mostShown = 6;

/** What fails in the fleet since when: series that are new or rising in the last days up to the end of the period. */
export async function listFleetFailures(scope: FleetScope): Promise<FleetFailuresView> {
  const { pool } = sharedDatabase();
  const todayMs = Math.floor(Math.max(scope.from.getTime(), scope.to.getTime() - 1) / dayMs) * dayMs;
  const today = new Date(todayMs);
  const from = new Date(comparedDays(todayMs)[0] ?? todayMs);
  const [candidates, coverage] = await Promise.all([
    listSeriesCandidates(pool, scope, today, mostCandidates),
    countLogCoverage(pool, scope),
  ]);
  const [days, exposures] = await Promise.all([
    listSeriesDays(pool, candidates, from, today),
    listExposures(pool, { ...functionsOf(candidates), from, to: today }),
  ]);
  const { judged, untold } = judge(candidates, days, exposures, todayMs);
  const shown = judged.slice(0, mostShown);
  const changes = await changesOf(
    pool,
    shown.map(({ of: { accountId, arn, roleArn }, onset }) => ({ accountId, functionArn: arn, roleArn, onset })),
    1,
  );
  return {
    series: shown.map(({ view }, k) => ({ ...view, change: changes[k]?.[0] ?? null })),
    new: judged.filter(({ view }) => view.trend === "new").length,
    rising: judged.filter(({ view }) => view.trend === "rising").length,
    untold,
    isCut: candidates.length === mostCandidates,
    read: coverage.read,
    ran: coverage.ran,
    checkedAt: coverage.checkedAt?.toISOString() ?? null,
  };
}

function functionsOf(candidates: readonly SeriesCandidate[]) {
  const distinct = [...new Map(candidates.map((one) => [one.functionId, one])).values()];
  return {
    accountIds: distinct.map(({ accountId }) => accountId),
    functionIds: distinct.map(({ functionId }) => functionId),
  };
}

interface Judged {
  readonly of: SeriesCandidate;
  readonly onset: ReturnType<typeof onsetOf>;
  readonly view: Omit<FleetFailureView, "change">;
}

/**
 * New ones first, the latest first sight on top; then rising ones, the most frequent on top. `untold`: of how many it
 * cannot be told, since too little was read before them.
 */
function judge(
  candidates: readonly SeriesCandidate[],
  days: readonly SeriesHistoryRow[],
  exposures: readonly ExposureRow[],
  todayMs: number,
): { readonly judged: readonly Judged[]; readonly untold: number } {
  const daysOf = Map.groupBy(days, ({ series }) => series);
  const exposuresOfOne = Map.groupBy(exposures, ({ functionId }) => functionId);
  const verdicts = candidates.map((one, k) =>
    judgeOne(one, daysOf.get(k) ?? [], exposuresOfOne.get(one.functionId) ?? [], todayMs),
  );
  const judged = verdicts.filter((verdict) => typeof verdict === "object");
  const rank = ({ view }: Judged) => (view.trend === "new" ? 0 : 1);
  judged.sort(
    (one, other) =>
      rank(one) - rank(other) ||
      (one.view.trend === "new"
        ? Date.parse(other.view.firstSeen) - Date.parse(one.view.firstSeen)
        : other.view.count - one.view.count),
  );
  return { judged, untold: verdicts.filter((verdict) => verdict === "untold").length };
}

function judgeOne(
  of: SeriesCandidate,
  days: readonly SeriesHistoryRow[],
  rows: readonly ExposureRow[],
  todayMs: number,
): Judged | "untold" | "old" {
  const [first] = days;
  if (first === undefined) return "old";
  const exposures = exposuresOf(rows, failureBasis(of));
  const series = { days, firstSeenMs: first.everFirstSeenMs };
  const { trend, ratio, unknown } = failureTrend({ ...series, exposures, todayMs });
  if (unknown === "noEarlierDays") return "untold";
  if (trend !== "new" && trend !== "rising") return "old";
  const onset = onsetOf(series, trend, exposures, todayMs);
  return {
    of,
    onset,
    view: {
      functionArn: of.arn,
      functionName: of.name,
      kind: of.kind,
      errorType: of.errorType,
      title: failureTitle(of.kind, of.errorType),
      trend,
      ratio,
      count: of.recent,
      firstSeen: new Date(series.firstSeenMs).toISOString(),
      lastSeen: new Date(Math.max(...days.map(({ lastSeenMs }) => lastSeenMs))).toISOString(),
      firstVersion: first.firstSeenMs === first.everFirstSeenMs ? first.firstVersion : null,
      onset: onset === null ? null : { at: new Date(onset.atMs).toISOString(), kind: onset.kind },
      days: countsByDay(series, exposures, todayMs),
    },
  };
}
