import { describe, expect, it } from "vitest";
import type { MomentRow } from "#lib/db/sql/functions/function-moments.ts";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { momentsOf, quantileSource, totalsOf } from "./series-moments.ts";

const hourMs = 3_600_000;
const hour = (n: number) => Date.UTC(2026, 10, 20, n);
const steps = [0, 1, 2, 3].map(hour);
const packed = (values: readonly number[]) => Buffer.from(packHistogram(histogramOf(values)));

function row(n: number, figures: Partial<MomentRow>): MomentRow {
  return {
    at: new Date(hour(n)),
    invocations: null,
    errors: null,
    throttles: null,
    concurrencyMax: null,
    provisionedSpillover: null,
    durationSumMs: null,
    durationP50Ms: null,
    durationP95Ms: null,
    durationP99Ms: null,
    reports: null,
    insightsReports: null,
    coldStarts: null,
    restores: null,
    initFailures: null,
    provisionedInits: null,
    billedMbMs: null,
    memoryMaxMb: null,
    asyncEventAgeMaxMs: null,
    asyncEventsDropped: null,
    recursiveDropped: null,
    iteratorAgeMaxMs: null,
    durationHistogram: null,
    initHistogram: null,
    restoreHistogram: null,
    memoryHistogram: null,
    ...figures,
  };
}

describe("moments", () => {
  const rows = [row(0, { invocations: 5, errors: 1 }), row(2, { reports: 3, coldStarts: 2, provisionedInits: 1 })];

  it("are unknown where nothing was read, and zero where all was read and nothing told", () => {
    const read = [{ from: new Date(hour(0)), to: new Date(hour(2)) }];
    const moments = momentsOf(rows, steps, hourMs, read);
    expect(moments.map(({ invocations }) => invocations)).toEqual([5, 0, null, null]);
    expect(moments[1]).toMatchObject({ errors: 0, throttles: 0, concurrency: 0, reports: null, durationP50Ms: null });
    expect(momentsOf(rows, steps, hourMs, [])[1]?.invocations).toBeNull();
  });

  it("leave out starts that were made ahead", () => {
    expect(momentsOf(rows, steps, hourMs, [])[2]).toMatchObject({ coldStarts: 1, provisionedInits: 1, reports: 3 });
  });

  it("read percentiles off reports before they believe CloudWatch's", () => {
    const both = [
      row(0, { durationP50Ms: 999, durationHistogram: packed([100, 100, 100]) }),
      row(1, { durationP50Ms: 50 }),
    ];
    const moments = momentsOf(both, steps, hourMs, []);
    expect(Math.abs((moments[0]?.durationP50Ms ?? 0) / 100 - 1)).toBeLessThanOrEqual(0.02);
    expect(moments[1]?.durationP50Ms).toBe(50);
    expect(quantileSource(both)).toBe("both");
    expect(quantileSource([])).toBe("none");
  });
});

describe("totals", () => {
  it("add counts, take the highest of highest values, and merge histograms", () => {
    const rows = [
      row(0, { invocations: 5, concurrencyMax: 2, reports: 2, durationHistogram: packed([10, 10]) }),
      row(1, { invocations: 7, concurrencyMax: 9, reports: 98, durationHistogram: packed(Array(98).fill(1_000)) }),
    ];
    const totals = totalsOf(momentsOf(rows, steps, hourMs, []), rows);
    expect(totals).toMatchObject({ invocations: 12, concurrency: 9, reports: 100, errors: null, initP95Ms: null });
    // Percentiles of the merged values: the mean of both steps' medians would be 505.
    expect(Math.abs((totals.durationP50Ms ?? 0) / 1_000 - 1)).toBeLessThanOrEqual(0.02);
  });

  it("are unknown where no step is known", () => {
    expect(totalsOf(momentsOf([], steps, hourMs, []), []).invocations).toBeNull();
  });
});
