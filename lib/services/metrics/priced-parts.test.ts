import fc from "fast-check";
import { expect, it } from "vitest";
import type { FleetDay, RolledFunction } from "#lib/db/sql/rollups.ts";
import { functionCostUsd } from "#lib/domain/cost/function-cost.ts";
import { listPrices } from "#lib/domain/cost/price-list.ts";
import { rollupRows } from "./rollup-row.ts";
import { createDaySummer } from "./sum-days.ts";

const memoryMb = 512;
const place = { region: "eu-west-1", architecture: "arm64" };

const usage = fc.record({
  invocations: fc.integer({ min: 0, max: 1_000_000 }),
  reportedShare: fc.constantFrom(0, 0.5, 0.94, 0.96, 1),
  insightsShare: fc.constantFrom(0, 0, 0.1, 1),
  billedMs: fc.integer({ min: 1, max: 60_000 }),
  durationMs: fc.integer({ min: 1, max: 60_000 }),
});

it("costs a part of the fleet what its functions cost one by one, however their reports cover them", () => {
  const told = fc.array(usage, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(told, (given) => {
      const functions = given.map(
        (_, id): RolledFunction => ({ id, ...place, memoryMb, onInstances: false, values: ["nodejs24.x"] }),
      );
      const used = given.map(({ invocations, reportedShare, insightsShare, billedMs, durationMs }) => {
        const reports = Math.round(invocations * reportedShare);
        const insights = Math.round(reports * insightsShare);
        return {
          invocations,
          reports,
          insights,
          billedMs: billedMs * (reports - insights),
          durationMs: durationMs * invocations,
        };
      });
      const alone = used.map(({ invocations, reports, insights, billedMs, durationMs }) => {
        const mbMs = { billedMbMs: billedMs * memoryMb, durationMbMs: durationMs * memoryMb };
        const cost = functionCostUsd(
          { ...place, invocations, reports: reports - insights, ...mbMs },
          listPrices,
          new Map(),
        );
        if (cost.state === "unknown") throw new Error(cost.reason);
        return cost.totalUsd;
      });
      const expected = alone.reduce((total, cost) => total + cost, 0);
      const rows = rollupRows(createDaySummer(functions)(dayOf(used)), new Map(), () => undefined);
      const [row] = rows.filter(({ dimension }) => dimension === "runtime");
      expect(Math.abs(Number(row?.cost_usd) - expected)).toBeLessThanOrEqual(1e-9 * expected);
    }),
  );
});

function dayOf(
  used: readonly { invocations: number; reports: number; insights: number; billedMs: number; durationMs: number }[],
): FleetDay {
  const functionIds = used.map((_, id) => id);
  const zeros = used.map(() => 0);
  const none = { functionIds: [], packed: [] };
  return {
    day: "2026-11-20",
    metrics: {
      functionIds,
      values: {
        invocations: used.map(({ invocations }) => invocations),
        errors: zeros,
        throttles: zeros,
        durationSumMs: used.map(({ durationMs }) => durationMs),
      },
    },
    starts: {
      functionIds,
      values: {
        reports: used.map(({ reports }) => reports),
        insightsReports: used.map(({ insights }) => insights),
        coldStarts: zeros,
        restores: zeros,
        initFailures: zeros,
        billedSumMs: zeros,
        billedMbMs: used.map(({ billedMs }) => billedMs * memoryMb),
        initSumMs: zeros,
        initBilledSumMs: zeros,
        waitedSumMs: zeros,
      },
    },
    laterStarts: { functionIds, values: { provisionedInits: zeros, suppressedInits: zeros, restoreSumMs: zeros } },
    durations: none,
    inits: none,
    restores: none,
  };
}
