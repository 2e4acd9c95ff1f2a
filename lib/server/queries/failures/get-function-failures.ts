import { sharedDatabase } from "#lib/db/shared-database.ts";
import { exposuresOf, listExposures, listFailureHistory } from "#lib/db/sql/failures/failure-history.ts";
import { failureLinesQuery } from "#lib/domain/failures/example-query.ts";
import { longestExampleMs } from "#lib/domain/failures/example-window.ts";
import { failureTitle } from "#lib/domain/failures/failure-kind.ts";
import { failureBasis, failureRate } from "#lib/domain/failures/failure-rate.ts";
import { type FailureSeries, failureSeriesOf } from "#lib/domain/failures/failure-series.ts";
import { failureTrend } from "#lib/domain/failures/failure-trend.ts";
import { insightsConsoleHref } from "#lib/domain/views/console-links.ts";
import type { FailureSeriesView, FunctionFailuresView } from "#lib/domain/views/failures.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { changesOf, comparedDays, countsByDay, onsetOf } from "./failure-onset.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Series of one function that are shown. */
const mostSeries = 30;
const mostChanges = 5;

type Thing = Pick<
  FunctionThing,
  | "id"
  | "arn"
  | "name"
  | "accountId"
  | "roleArn"
  | "logFormat"
  | "systemLogLevel"
  | "logGroupName"
  | "firstSeen"
  | "region"
>;

/** What fails in a function, at what rate in a period, since when in all that is stored, and what changed then. */
export async function getFunctionFailures(thing: Thing, from: Date, to: Date): Promise<FunctionFailuresView> {
  const { pool, prisma } = sharedDatabase();
  const [firstMs, todayMs] = [startOfDay(from.getTime()), startOfDay(Math.max(from.getTime(), to.getTime() - 1))];
  const since = new Date(Math.min(firstMs, comparedDays(todayMs)[0] ?? todayMs));
  const { id, accountId, region, logGroupName } = thing;
  const [history, days, sharing] = await Promise.all([
    listFailureHistory(pool, { accountId, functionId: id }),
    listExposures(pool, { accountIds: [accountId], functionIds: [id], from: since, to: new Date(todayMs) }),
    prisma.function.count({ where: { accountId, region, logGroupName, id: { not: id } } }),
  ]);
  const basis = failureBasis(thing);
  const exposures = exposuresOf(days, basis);
  const within = exposures.filter((day) => day.dayMs >= firstMs && day.dayMs <= todayMs && day.total !== null);
  const total = within.length === 0 ? null : within.reduce((sum, day) => sum + (day.total ?? 0), 0);
  const all = failureSeriesOf(history.filter((row) => row.dayMs <= todayMs))
    .map((series) => ({ series, count: countWithin(series, firstMs, todayMs) }))
    .sort((one, other) => other.count - one.count || other.series.lastSeenMs - one.series.lastSeenMs);
  const shown = all.slice(0, mostSeries).map(({ series, count }) => {
    const verdict = failureTrend({ ...series, exposures, todayMs });
    return { series, count, verdict, onset: onsetOf(series, verdict.trend, exposures, todayMs) };
  });
  const changes = await changesOf(
    pool,
    shown.map(({ onset }) => ({ accountId, functionArn: thing.arn, roleArn: thing.roleArn, onset })),
    mostChanges,
  );
  return {
    functionId: id,
    basis,
    total,
    count: all.reduce((sum, { series, count }) => (series.kind === "init" ? sum : sum + count), 0),
    inits: all.reduce((sum, { series, count }) => (series.kind === "init" ? sum + count : sum), 0),
    series: shown.map(
      ({ series, count, verdict, onset }, k): FailureSeriesView => ({
        kind: series.kind,
        errorType: series.errorType,
        title: failureTitle(series.kind, series.errorType),
        count,
        rate: failureRate(count, total),
        firstSeen: iso(series.firstSeenMs),
        lastSeen: iso(series.lastSeenMs),
        versions: series.versions.map(({ firstSeenMs, ...version }) => ({ ...version, firstSeen: iso(firstSeenMs) })),
        trend: verdict.trend,
        trendUnknown: verdict.unknown,
        ratio: verdict.ratio,
        onset: onset === null ? null : { at: iso(onset.atMs), kind: onset.kind },
        changes: changes[k] ?? [],
        days: countsByDay(series, exposures, todayMs),
        logsHref: logsHref(thing, series, sharing > 0),
      }),
    ),
    more: Math.max(0, all.length - mostSeries),
    changesSince: thing.firstSeen,
  };
}

function logsHref(
  { arn, name, logGroupName }: Thing,
  { kind, errorType, lastSeenMs }: FailureSeries,
  isShared: boolean,
): string | null {
  const query = failureLinesQuery({ kind, errorType, streamFunction: isShared ? name : null });
  const to = new Date(lastSeenMs + minuteMs);
  return insightsConsoleHref(arn, logGroupName, new Date(to.getTime() - longestExampleMs), to, query);
}

function countWithin({ days }: FailureSeries, firstMs: number, lastMs: number): number {
  return days.reduce((sum, day) => (day.dayMs >= firstMs && day.dayMs <= lastMs ? sum + day.count : sum), 0);
}

function startOfDay(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
