import { describe, expect, it } from "vitest";
import type { FleetDay, RolledFunction } from "#lib/db/sql/rollups.ts";
import { rollupRows } from "./rollup-row.ts";
import { createDaySummer } from "./sum-days.ts";

const functions: readonly RolledFunction[] = [1, 2, 3].map((id) => ({
  id,
  region: id === 3 ? "eu-central-1" : "eu-west-1",
  architecture: "arm64",
  memoryMb: 128,
  onInstances: false,
  // The first value is the runtime's; those of other dimensions do not matter here.
  values: [id === 2 ? "java25" : "nodejs24.x"],
}));

function dayOf(provisionedInits: readonly number[]): FleetDay {
  const functionIds = functions.map(({ id }) => id);
  const ones = functionIds.map(() => 1);
  const none = { functionIds: [], packed: [] };
  return {
    day: "2026-11-20",
    metrics: { functionIds, values: { invocations: ones, errors: ones, throttles: ones, durationSumMs: ones } },
    starts: {
      functionIds,
      values: {
        reports: ones,
        insightsReports: functionIds.map(() => 0),
        coldStarts: ones,
        restores: ones,
        initFailures: ones,
        billedSumMs: ones,
        billedMbMs: ones,
        initSumMs: ones,
        initBilledSumMs: ones,
        waitedSumMs: [5, 7, 11],
      },
    },
    laterStarts: { functionIds, values: { provisionedInits, suppressedInits: ones, restoreSumMs: ones } },
    durations: none,
    inits: none,
    restores: none,
  };
}

function byRuntime(day: FleetDay) {
  const rows = rollupRows(createDaySummer(functions)(day), new Map(), () => undefined);
  return Object.fromEntries(
    rows.filter(({ dimension }) => dimension === "runtime").map((row) => [String(row.value), row]),
  );
}

describe("what was counted of some reports only", () => {
  it("is the sum of all functions where it was counted of all", () => {
    expect(byRuntime(dayOf([2, 0, 3]))).toMatchObject({
      "nodejs24.x": { provisioned_inits: 5, suppressed_inits: 2, restore_sum_ms: 2, waited_sum_ms: 16 },
      java25: { provisioned_inits: 0, suppressed_inits: 1, restore_sum_ms: 1, waited_sum_ms: 7 },
    });
  });

  it("is not known where one function, of whatever Region, lacks it, and is of all others", () => {
    expect(byRuntime(dayOf([2, 4, Number.NaN]))).toMatchObject({
      "nodejs24.x": { provisioned_inits: null, suppressed_inits: 2, restore_sum_ms: 2, waited_sum_ms: 16 },
      java25: { provisioned_inits: 4 },
    });
  });
});
