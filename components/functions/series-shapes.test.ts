import { describe, expect, it } from "vitest";
import type { FunctionMoment, FunctionSeriesView, FunctionTotals } from "#lib/domain/views/function-series.ts";
import {
  changeMarks,
  metricsReason,
  momentSeries,
  reportsReason,
  startShare,
  throttleMarks,
  unknownRanges,
  withPrevious,
} from "./series-shapes.ts";

const hourMs = 3_600_000;
const at = (n: number) => new Date(Date.UTC(2026, 10, 20, n)).toISOString();

const nothing: FunctionTotals = {
  invocations: null,
  errors: null,
  throttles: null,
  concurrency: null,
  provisionedSpillover: null,
  reports: null,
  coldStarts: null,
  restores: null,
  initFailures: null,
  provisionedInits: null,
  durationP50Ms: null,
  durationP95Ms: null,
  durationP99Ms: null,
  initP50Ms: null,
  initP95Ms: null,
  initP99Ms: null,
  inits: 0,
  restoreP50Ms: null,
  restoreP95Ms: null,
  restoreP99Ms: null,
  memoryP50Mb: null,
  memoryP99Mb: null,
  memoryMaxMb: null,
  asyncAgeMaxMs: null,
  asyncDropped: null,
  recursiveDropped: null,
  iteratorAgeMaxMs: null,
};
const moment = (n: number, figures: Partial<FunctionMoment> = {}): FunctionMoment => ({
  at: at(n),
  ...nothing,
  ...figures,
});

function view(moments: readonly FunctionMoment[], more: Partial<FunctionSeriesView> = {}): FunctionSeriesView {
  return {
    granularity: "hour",
    granularityReason: null,
    fromInsights: false,
    moments,
    totals: nothing,
    compared: nothing,
    previous: null,
    incompleteFrom: null,
    changes: [],
    quantileSource: "none",
    metricsReason: null,
    reportReasons: [],
    ...more,
  };
}

describe("what is not known", () => {
  const alive = { deletedAt: null };

  it("is one range for each stretch of one reason", () => {
    const moments = [moment(0, { invocations: 1 }), moment(1), moment(2), moment(3, { invocations: 0 }), moment(4)];
    const all = view(moments, { incompleteFrom: at(4) });
    expect(unknownRanges(moments, hourMs, metricsReason(all, alive))).toEqual([
      { from: at(1), to: at(3), reason: "No sync has read metrics of this time." },
      { from: at(4), to: at(5), reason: "Its metrics are read with a later sync." },
    ]);
  });

  it("is told with the reason of the source, and with the function's end", () => {
    const all = view([moment(0), moment(5)], { metricsReason: "Access was denied." });
    const reason = metricsReason(all, { deletedAt: at(4) });
    expect([reason(moment(0)), reason(moment(5))]).toEqual(["Access was denied.", "AWS no longer lists the function."]);
  });

  it("is not what did not run: no report is missing then", () => {
    const reason = reportsReason(view([], { reportReasons: ["The group has no reports."] }), alive);
    expect(reason(moment(0, { invocations: 0 }))).toBeNull();
    expect(reason(moment(0, { invocations: 3 }))).toBe("The group has no reports.");
    expect(reason(moment(0, { invocations: 3, reports: 2 }))).toBeNull();
  });
});

describe("series", () => {
  it("keep gaps and follow the previous period onto this axis", () => {
    const past = {
      from: at(-2),
      to: at(0),
      shiftMs: 2 * hourMs,
      moments: [moment(-2, { errors: 4 })],
      totals: nothing,
    };
    const shapes = withPrevious(view([moment(0), moment(1, { errors: 0 })], { previous: past }), (moments) => [
      momentSeries(moments, "errors", "Errors", "errors"),
    ]);
    expect(shapes.series[0]?.points.map(({ v }) => v)).toEqual([null, 0]);
    expect(shapes.previous?.shiftMs).toBe(2 * hourMs);
    expect(shapes.previous?.series[0]?.points).toEqual([{ t: at(-2), v: 4 }]);
    expect(withPrevious(view([]), () => [])).not.toHaveProperty("previous");
  });

  it("have no share of fewer than thirty reports", () => {
    expect(startShare(moment(0, { reports: 29, coldStarts: 3 }))).toBeNull();
    expect(startShare(moment(0, { reports: 40, coldStarts: 2, restores: 1, initFailures: 1 }))).toBe(0.1);
  });
});

describe("marks", () => {
  it("lead to the change, and name the moments with most throttles", () => {
    const all = view([moment(0, { throttles: 1 }), moment(1, { throttles: 9 }), moment(2, { throttles: 0 })], {
      changes: [{ id: "7", at: at(1), summary: "Memory" }],
    });
    expect(changeMarks(all, "arn:aws:lambda:eu-west-1:1:function:a/b")[0]?.href).toBe(
      "/functions/arn:aws:lambda:eu-west-1:1:function:a%2Fb?tab=history#change-7",
    );
    expect(throttleMarks(all).map(({ label }) => label)).toEqual(["9 throttles", "1 throttle"]);
  });
});
