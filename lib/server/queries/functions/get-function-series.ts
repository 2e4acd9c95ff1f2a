import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listFunctionDays, listFunctionHours } from "#lib/db/sql/functions/function-moments.ts";
import { listWatermarks } from "#lib/db/sql/source-watermarks.ts";
import { metricLatenessMs } from "#lib/domain/collection/metric-tiers.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import type { FunctionSeriesView, SeriesChange } from "#lib/domain/views/function-series.ts";
import { missingReasons } from "./get-function-starts.ts";
import { momentsOf, quantileSource, totalsOf } from "./series-moments.ts";
import { type Span, seriesPeriod } from "./series-period.ts";
import { getUnreadSources } from "./unread-sources.ts";

interface SeriesInput {
  readonly thing: FunctionThing;
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  /** With the period before. */
  readonly compare: boolean;
  /** Whether the person may read changes. */
  readonly withChanges: boolean;
}

const dayMs = 86_400_000;
/** So many marks are more than an axis can show. */
const mostChanges = 200;

/** What a function did over a period, by hour or UTC day, with its changes on the same axis. */
export async function getFunctionSeries(input: SeriesInput): Promise<FunctionSeriesView> {
  const { thing, from, to, now, compare, withChanges } = input;
  const { pool } = sharedDatabase();
  const period = seriesPeriod({ from, to }, compare, now);
  const { granularity, stepMs, steps, previous, incompleteFrom } = period;
  const list = granularity === "hour" ? listFunctionHours : listFunctionDays;
  const rowsOf = (span: Span) => list(pool, { accountId: thing.accountId, functionId: thing.id, ...span });
  const first = new Date(steps[0] ?? from.getTime());
  const [rows, before, read, changes, metricsReason, reportReasons] = await Promise.all([
    rowsOf({ from: first, to }),
    previous ? rowsOf(previous) : [],
    readSpans(thing, granularity),
    withChanges ? listChanges(thing, from, to) : [],
    metricsTrouble(thing),
    missingReasons(thing, (to.getTime() - from.getTime()) / dayMs),
  ]);
  const moments = momentsOf(rows, steps, stepMs, read);
  const fromInsights = rows.some(({ insightsReports }) => (insightsReports ?? 0) > 0);
  const isOver = (at: number) => incompleteFrom === null || at < incompleteFrom;
  const isComparedBefore = (at: number) => previous !== null && isOver(at + previous.shiftMs);
  const past = previous
    ? momentsOf(
        before,
        steps.map((step) => step - previous.shiftMs),
        stepMs,
        read,
      )
    : [];
  return {
    granularity,
    granularityReason: period.reason,
    moments,
    totals: totalsOf(moments, rows),
    compared: totalsOf(
      moments.filter(({ at }) => isOver(Date.parse(at))),
      rows.filter(({ at }) => isOver(at.getTime())),
    ),
    previous: previous && {
      from: previous.from.toISOString(),
      to: previous.to.toISOString(),
      shiftMs: previous.shiftMs,
      moments: past,
      totals: totalsOf(
        past.filter(({ at }) => isComparedBefore(Date.parse(at))),
        before.filter(({ at }) => isComparedBefore(at.getTime())),
      ),
    },
    incompleteFrom: incompleteFrom === null ? null : new Date(incompleteFrom).toISOString(),
    changes,
    quantileSource: quantileSource(rows),
    metricsReason,
    fromInsights,
    // What hides reports is no reason where Lambda Insights stands in for them.
    reportReasons: fromInsights ? [] : reportReasons,
  };
}

async function listChanges({ accountId, arn }: FunctionThing, from: Date, to: Date): Promise<SeriesChange[]> {
  const changes = await sharedDatabase().prisma.change.findMany({
    where: { accountId, entityId: arn, occurredAt: { gte: from, lt: to } },
    orderBy: { occurredAt: "desc" },
    select: { id: true, occurredAt: true, summary: true },
    take: mostChanges,
  });
  return changes.toReversed().map(({ id, occurredAt, summary }) => ({ id, at: occurredAt.toISOString(), summary }));
}

/** Times of which every datapoint was read, late ones included: where nothing was told, nothing ran. */
async function readSpans({ accountId, region }: FunctionThing, granularity: "hour" | "day"): Promise<Span[]> {
  const { pool } = sharedDatabase();
  const place = { accountId, region };
  const [hours, days] = await Promise.all([
    listWatermarks(pool, place, "metrics"),
    granularity === "day" ? listWatermarks(pool, place, "metric-history") : new Map<string, Span>(),
  ]);
  const complete = hours.get("complete");
  const settled = complete && { from: complete.from, to: new Date(complete.to.getTime() - metricLatenessMs) };
  return [settled, days.get("")].flatMap((span) => span ?? []);
}

/** Why metrics of the place are missing; null where they were read. */
async function metricsTrouble({ accountId, region }: FunctionThing): Promise<string | null> {
  const unread = await getUnreadSources({ accountIds: [accountId], regions: [region] }, ["metrics"]);
  return unread.lookup(accountId, region, "metrics")?.reason ?? null;
}
