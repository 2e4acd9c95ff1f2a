import type { MomentRow } from "#lib/db/sql/functions/function-moments.ts";
import { countOf, type Histogram, quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { unpackHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import type { FunctionMoment, FunctionSeriesView, FunctionTotals } from "#lib/domain/views/function-series.ts";
import type { Span } from "./series-period.ts";

/**
 * Every step has its moment, so that what was not observed is a gap of its true length. In steps whose metrics were all
 * read and told nothing the function stood still: those are zero.
 */
export function momentsOf(
  rows: readonly MomentRow[],
  steps: readonly number[],
  stepMs: number,
  read: readonly Span[],
): FunctionMoment[] {
  const byTime = new Map(rows.map((row) => [row.at.getTime(), row]));
  return steps.map((step) => {
    const row = byTime.get(step);
    const wasRead = read.some(({ from, to }) => from.getTime() <= step && step + stepMs <= to.getTime());
    const moment = { at: new Date(step).toISOString(), ...figuresOf(row) };
    return wasRead && moment.invocations === null ? { ...moment, ...stoodStill(moment) } : moment;
  });
}

function stoodStill({ errors, throttles, concurrency }: FunctionMoment): Partial<FunctionMoment> {
  return { invocations: 0, errors: errors ?? 0, throttles: throttles ?? 0, concurrency: concurrency ?? 0 };
}

function figuresOf(row: MomentRow | undefined): FunctionTotals {
  const duration = unpacked(row?.durationHistogram);
  const init = unpacked(row?.initHistogram);
  const restore = unpacked(row?.restoreHistogram);
  const memory = unpacked(row?.memoryHistogram);
  const max = row?.memoryMaxMb ?? null;
  return {
    ...countsOf(row),
    durationP50Ms: (duration && quantile(duration, 0.5)) ?? row?.durationP50Ms ?? null,
    durationP95Ms: (duration && quantile(duration, 0.95)) ?? row?.durationP95Ms ?? null,
    durationP99Ms: (duration && quantile(duration, 0.99)) ?? row?.durationP99Ms ?? null,
    ...spreadsOf({ init, restore, memory }, max),
  };
}

function countsOf(row: MomentRow | undefined) {
  return {
    invocations: row?.invocations ?? null,
    errors: row?.errors ?? null,
    throttles: row?.throttles ?? null,
    concurrency: row?.concurrencyMax ?? null,
    provisionedSpillover: row?.provisionedSpillover ?? null,
    reports: row?.reports ?? null,
    coldStarts:
      row?.coldStarts == null || row.reports === null
        ? null
        : Math.max(0, row.coldStarts - (row.provisionedInits ?? 0)),
    restores: row?.restores ?? null,
    initFailures: row?.initFailures ?? null,
    provisionedInits: row?.provisionedInits ?? null,
    memoryMaxMb: row?.memoryMaxMb ?? null,
    asyncAgeMaxMs: row?.asyncEventAgeMaxMs ?? null,
    asyncDropped: row?.asyncEventsDropped ?? null,
    recursiveDropped: row?.recursiveDropped ?? null,
    iteratorAgeMaxMs: row?.iteratorAgeMaxMs ?? null,
  };
}

type Spreads = Readonly<Record<"init" | "restore" | "memory", Histogram | null>>;

function spreadsOf({ init, restore, memory }: Spreads, memoryMaxMb: number | null) {
  const at = (histogram: Histogram | null, q: number, max: number | null = null) =>
    histogram && quantile(histogram, q, { max });
  return {
    initP50Ms: at(init, 0.5),
    initP95Ms: at(init, 0.95),
    initP99Ms: at(init, 0.99),
    inits: init ? countOf(init) : 0,
    restoreP50Ms: at(restore, 0.5),
    restoreP95Ms: at(restore, 0.95),
    restoreP99Ms: at(restore, 0.99),
    memoryP50Mb: at(memory, 0.5, memoryMaxMb),
    memoryP99Mb: at(memory, 0.99, memoryMaxMb),
  };
}

function unpacked(packed: Buffer | null | undefined): Histogram | null {
  return packed ? unpackHistogram(packed) : null;
}

const added = [
  "invocations",
  "errors",
  "throttles",
  "provisionedSpillover",
  "reports",
  "coldStarts",
  "restores",
  "initFailures",
  "provisionedInits",
  "asyncDropped",
  "recursiveDropped",
] as const;
const highest = ["concurrency", "memoryMaxMb", "asyncAgeMaxMs", "iteratorAgeMaxMs"] as const;

/**
 * A period in one row. Percentiles are those of the merged histograms of its log reports: what CloudWatch tells of
 * single steps cannot be merged. Null where no step is known.
 */
export function totalsOf(moments: readonly FunctionMoment[], rows: readonly MomentRow[]): FunctionTotals {
  const over = (fields: readonly (keyof FunctionTotals)[], join: (a: number, b: number) => number) =>
    Object.fromEntries(fields.map((field) => [field, joined(moments, field, join)]));
  const of = (column: "durationHistogram" | "initHistogram" | "restoreHistogram" | "memoryHistogram") => {
    const merged = mergePackedHistograms(rows.flatMap((row) => row[column] ?? []));
    return countOf(merged) > 0 ? merged : null;
  };
  const duration = of("durationHistogram");
  const memoryMaxMb = joined(moments, "memoryMaxMb", Math.max);
  return {
    ...figuresOf(undefined),
    ...over(added, (a, b) => a + b),
    ...over(highest, Math.max),
    durationP50Ms: duration && quantile(duration, 0.5),
    durationP95Ms: duration && quantile(duration, 0.95),
    durationP99Ms: duration && quantile(duration, 0.99),
    ...spreadsOf(
      { init: of("initHistogram"), restore: of("restoreHistogram"), memory: of("memoryHistogram") },
      memoryMaxMb,
    ),
  };
}

function joined(
  moments: readonly FunctionMoment[],
  field: keyof FunctionTotals,
  join: (a: number, b: number) => number,
): number | null {
  return moments.reduce<number | null>((total, { [field]: value }) => {
    if (value === null) return total;
    return total === null ? value : join(total, value);
  }, null);
}

/** Where the percentiles of steps come from. */
export function quantileSource(rows: readonly MomentRow[]): FunctionSeriesView["quantileSource"] {
  const reports = rows.some(({ durationHistogram }) => durationHistogram !== null);
  const metrics = rows.some(
    ({ durationHistogram, durationP50Ms }) => durationHistogram === null && durationP50Ms !== null,
  );
  if (reports) return metrics ? "both" : "reports";
  return metrics ? "metrics" : "none";
}
