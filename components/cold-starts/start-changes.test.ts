import { describe, expect, it } from "vitest";
import { feltStarts } from "#lib/domain/starts/felt-starts.ts";
import { coverageOf } from "#lib/domain/starts/start-rates.ts";
import { rateOf } from "#lib/domain/statistics/rate.ts";
import type { PreviousStarts, StartSummary } from "#lib/domain/views/cold-starts.ts";
import { startChanges } from "./start-changes.ts";

const counts = { reports: 1000, coldStarts: 40, restores: 0, initFailures: 0 };
const total: StartSummary = {
  functions: 3,
  readFunctions: 3,
  rate: rateOf(40, 1000),
  felt: feltStarts(counts, null),
  coverage: coverageOf(1000, 1000),
  insightsReports: 0,
  restores: 0,
  restoreMs: null,
  provisionedInits: 0,
  suppressedInits: 0,
  initFailures: 0,
  initCount: 40,
  p50Ms: 200,
  p95Ms: 400,
  p99Ms: 500,
  waitedMs: 8000,
  waitedMsPerDay: 2000,
  initCostUsd: null,
  costUsd: null,
  unpricedFunctions: 0,
};
const previous: PreviousStarts = {
  from: "2026-11-08T00:00:00.000Z",
  to: "2026-11-15T00:00:00.000Z",
  shiftMs: 7 * 86_400_000,
  rate: rateOf(20, 1000),
  coverage: coverageOf(990, 1000),
  initCount: 30,
  p50Ms: 100,
  p95Ms: 300,
  p99Ms: 400,
  waitedMsPerDay: 1000,
  moments: [],
  byGroup: true,
};

describe("startChanges", () => {
  it("sets each figure beside that of the period before", () => {
    expect(startChanges(total, previous)).toEqual({
      rate: { before: 0.02, now: 0.04 },
      median: { before: 100, now: 200 },
      p95: { before: 300, now: 400 },
      waited: { before: 1000, now: 2000 },
      seenUnlike: false,
    });
    expect(startChanges(total, null)).toMatchObject({ rate: null, waited: null, seenUnlike: false });
  });

  it("compares no share or percentile of too few", () => {
    expect(startChanges(total, { ...previous, initCount: 29 })).toMatchObject({ median: null, p95: null });
    expect(startChanges(total, { ...previous, rate: rateOf(1, 29) }).rate).toBeNull();
  });

  it("compares no sums of what was seen unlike", () => {
    const unseen = { ...previous, coverage: coverageOf(100, 1000) };
    expect(startChanges(total, unseen)).toMatchObject({ waited: null, seenUnlike: true });
    expect(startChanges(total, { ...previous, coverage: coverageOf(100, null) }).waited).toBeNull();
  });
});
