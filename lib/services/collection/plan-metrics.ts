import { priceList } from "#lib/aws/price-list.ts";
import { countExtraMetrics, rareMetricColumns } from "#lib/db/sql/extra-metrics.ts";
import { listMeteredFunctions, type MeteredFunctionRow } from "#lib/db/sql/metered-functions.ts";
import { listWatermarks, type SourceWatermark } from "#lib/db/sql/source-watermarks.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import { metricCounts } from "#lib/domain/collection/estimate-readings.ts";
import { usualFigures } from "#lib/domain/collection/estimate-shape.ts";
import { type MetricReading, type MetricWatermarks, metricReading } from "#lib/domain/collection/metric-tiers.ts";
import type { MetricRequest, SourceInputs, TimeWindow } from "#lib/domain/collection/source.ts";
import { dollarText } from "#lib/services/budget/amounts.ts";
import { PostponedError } from "#lib/services/budget/postponed-error.ts";
import { currentSpending, reserveSpending, type Spending } from "#lib/services/budget/spending.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import type { Reaching } from "./reached.ts";
import { addMs, dayMs, hourMs, startOfUtcDay } from "./time-windows.ts";

/** Days of history that the first sync reads. */
const historyDays = 396;
/** Metrics that a function without any beyond the ordinary has, and those that one is asked for of which nothing is known. */
const { core: metricsPerFunction, region: metricsPerPlace } = metricCounts;
const metricsOfStranger = metricsPerFunction + rareMetricColumns.length;
/** Listings name a metric for two weeks after its last datapoint. */
const listedForMs = 14 * dayMs;

/** Metrics of the hours that are due in a place. Throws `PostponedError` where the budget has them wait. */
export async function planMetrics(
  context: SyncContext,
  task: ClaimedTask,
): Promise<SourceInputs["metrics"] & Reaching> {
  const spending = await currentSpending(context);
  if (!spending.economy.readsMetrics) throw putOff(spending, "metrics are not read");
  const now = context.clock.now();
  const marks = marksOf(await listWatermarks(context.db.pool, task, "metrics"));
  const goneSince = addMs(marks.complete?.to ?? now, -hourMs);
  const functions = await listMeteredFunctions(context.db.pool, task, goneSince);
  const everyHours = spending.economy.metricsEveryHours;
  const manual = task.trigger !== "schedule";
  const reading = metricReading(marks, functions, { now, hourDays: context.settings.hourDays, everyHours, manual });
  if (reading === null) {
    if (everyHours > 1) throw putOff(spending, `metrics are read every ${everyHours} hours`);
    return { requests: [], watermarks: [] };
  }
  const metrics = plannedMetrics(reading, functions, await extraMetrics(context, task, marks.complete !== null), now);
  await reserveSpending(context, task, metrics * priceList.metricUsd);
  const requests = reading.windows.map((window): MetricRequest => ({ granularity: "hour", ...window }));
  return { requests, watermarks: watermarksOf(reading) };
}

/** Metrics of the days that are due in a place. */
export async function planMetricHistory(
  context: SyncContext,
  task: ClaimedTask,
): Promise<SourceInputs["metric-history"] & Reaching> {
  const { pool } = context.db;
  const now = context.clock.now();
  const read = (await listWatermarks(pool, task, "metric-history")).get("") ?? null;
  const hours = (await listWatermarks(pool, task, "metrics")).get("complete") ?? null;
  const functions = await listMeteredFunctions(pool, task, now);
  const functionNames = functions.map(({ name }) => name);
  const [request] = metricDays({ now, until: read?.to ?? null, hours }, functionNames);
  if (request === undefined) return { requests: [], watermarks: [] };
  const spending = await currentSpending(context);
  if (!spending.economy.readsMetrics) throw putOff(spending, "metrics are not read");
  if (read === null && !spending.economy.readsHistory) throw putOff(spending, "the months before connection wait");
  const extra = await extraMetrics(context, task, read !== null || hours !== null);
  await reserveSpending(context, task, plannedDays(request, functions, extra, now) * priceList.metricUsd);
  const { from, to } = request;
  return { requests: [request], watermarks: [{ source: "metric-history", tier: "", from, to }] };
}

/** What a plan of days goes by. */
export interface DayPlan {
  readonly now: Date;
  /** Up to when days were read before; null where none were. */
  readonly until: Date | null;
  /** For which time every hour was read; null where none was. */
  readonly hours: TimeWindow | null;
}

/**
 * Days of metrics up to yesterday: first 13 months, later the days that have passed since, and the last one again. Of
 * days whose hours were all read only percentiles are asked for, a fifth of the price: the rest is reckoned.
 */
export function metricDays({ now, until, hours }: DayPlan, functionNames: readonly string[]): MetricRequest[] {
  const to = startOfUtcDay(now);
  // A watermark that lies ahead was made by a clock that was wrong.
  const read = until !== null && until > addMs(to, dayMs) ? null : until;
  if (read !== null && read >= to) return [];
  const from = read === null ? addMs(to, -historyDays * dayMs) : addMs(read, -dayMs);
  // What is not listed any more had no data on days that lie within two weeks.
  const tier = read !== null && from >= addMs(to, -listedForMs + dayMs) ? "listed" : "possible";
  const percentilesOnly = read !== null && hours !== null && hours.from <= from && hours.to >= to;
  return [{ granularity: "day", tier, from, to, functionNames, ...(percentilesOnly ? { percentilesOnly } : {}) }];
}

function marksOf(watermarks: ReadonlyMap<string, TimeWindow>): MetricWatermarks {
  const until = (tier: string) => watermarks.get(tier)?.to ?? null;
  return {
    complete: watermarks.get("complete") ?? null,
    active: until("active"),
    listed: until("listed"),
    unlisted: until("unlisted"),
  };
}

function watermarksOf({ reaches }: MetricReading): SourceWatermark[] {
  const { complete } = reaches;
  const tiers = (["active", "listed", "unlisted"] as const).flatMap((tier) => {
    const at = reaches[tier];
    return at === null ? [] : [{ source: "metrics" as const, tier, from: at, to: at }];
  });
  return complete === null ? tiers : [{ source: "metrics", tier: "complete", ...complete }, ...tiers];
}

/** Metrics beyond the ordinary that CloudWatch lists, by function; null while no metrics of the place were ever read. */
async function extraMetrics(context: SyncContext, task: ClaimedTask, wasRead: boolean) {
  return wasRead ? await countExtraMetrics(context.db.pool, task, addMs(context.clock.now(), -listedForMs)) : null;
}

/**
 * Metrics that a reading will ask for: those of the functions that the store has seen to run within the reach of each
 * window's listing. What CloudWatch lists decides in the end; a function that has begun to run meanwhile comes on top.
 */
function plannedMetrics(
  { windows }: MetricReading,
  functions: readonly MeteredFunctionRow[],
  extra: ReadonlyMap<string, number> | null,
  now: Date,
): number {
  const ran = ranWithin(functions, now);
  return windows.reduce((sum, { tier, functionNames, from }) => {
    if (tier === "every") return sum + functionNames.length * metricsOfStranger;
    if (tier === "possible") return sum + wholeOf(functionNames, extra) + metricsPerPlace;
    const listed = functionNames.filter(
      ran(tier === "active" ? now.getTime() - from.getTime() + 3 * hourMs : listedForMs),
    );
    return tier === "unlisted"
      ? sum + (functionNames.length - listed.length) * metricsPerFunction
      : sum + wholeOf(listed, extra) + metricsPerPlace;
  }, 0);
}

/** The same of days. */
function plannedDays(
  { tier, functionNames, percentilesOnly = false }: MetricRequest,
  functions: readonly MeteredFunctionRow[],
  extra: ReadonlyMap<string, number> | null,
  now: Date,
): number {
  const asked = tier === "listed" ? functionNames.filter(ranWithin(functions, now)(listedForMs)) : functionNames;
  return percentilesOnly ? asked.length * metricCounts.percentile : wholeOf(asked, extra) + metricsPerPlace;
}

/** All metrics of some functions. Before the first days are read nobody knows of any beyond the ordinary: as many as usual. */
function wholeOf(names: readonly string[], extra: ReadonlyMap<string, number> | null): number {
  const own = names.length * metricsPerFunction;
  if (extra === null) return own + Math.ceil(names.length * usualFigures.rareMetricsPerFunction);
  return names.reduce((sum, name) => sum + (extra.get(name) ?? 0), own);
}

function ranWithin(functions: readonly MeteredFunctionRow[], now: Date) {
  const invoked = new Map(functions.map(({ name, lastInvokedAt }) => [name, lastInvokedAt]));
  return (ms: number) => (name: string) => (invoked.get(name)?.getTime() ?? 0) >= now.getTime() - ms;
}

function putOff({ budgetUsd, economy }: Spending, what: string): PostponedError {
  const budget = budgetUsd === null ? "The budget" : `The month's budget of ${dollarText(budgetUsd)}`;
  return new PostponedError(
    `${budget} is tight: Lamplight ${economy.title}, so ${what}.`,
    "Nothing to do: what was put off is read once there is room. Raise the monthly budget to read it sooner.",
  );
}
