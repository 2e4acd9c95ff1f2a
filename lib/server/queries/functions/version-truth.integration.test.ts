import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { fewestForQuantile, type VersionSide } from "#lib/domain/concurrency/version-comparison.ts";
import { getConcurrency } from "#lib/server/queries/concurrency/get-concurrency.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import type { FleetFunction } from "#simulator/fleet/types.ts";
import { type VersionTruth, versionTruth } from "#simulator/fleet/version-truth.ts";
import { getVersionComparison } from "./get-version-comparison.ts";

const region = "eu-west-1";
const now = new Date("2026-11-20T00:30:00Z");
/** Whole days of log lines that were scanned. */
const [from, to] = [new Date("2026-11-18T00:00:00Z"), new Date("2026-11-20T00:00:00Z")];
let database: TestDatabase;
let fleet: SyncedFleet;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  const settings = { hourDays: 3 };
  fleet = await openSyncedFleet(database, {
    ...{ accounts: 1, regions: [region], functions: 60, seed: 13 },
    ...{ now, settings },
  });
  const { sync } = await fleet.sync({
    sources: ["accounts", "regions", "limits", "functions", "detail", "log-groups", "starts"],
  });
  expect(sync.status).toBe("complete");
});

afterAll(async () => {
  await fleet?.close();
  await sharedDatabase().close();
  await database?.drop();
});

/** Functions whose alias sends calls to two versions, which both were called, with all that they did. */
function runningTwo(): { readonly fn: FleetFunction; readonly truth: ReadonlyMap<string, VersionTruth> }[] {
  const { fleet: simulated } = fleet.simulator;
  return Array.from({ length: simulated.functionCount }, (_, index) => simulated.functionAt(index)).flatMap((fn) => {
    const { LoggingConfig, CapacityProviderConfig } = fn.configuration();
    const isWhole = LoggingConfig?.SystemLogLevel !== "WARN" && CapacityProviderConfig === undefined;
    if (!isWhole || fn.aliases().every(({ RoutingConfig }) => RoutingConfig === undefined)) return [];
    const truth = versionTruth(simulated, fn.index, from, to);
    return truth.size === 2 ? [{ fn, truth }] : [];
  });
}

async function comparisonOf({ arn }: FleetFunction) {
  const { id, accountId, aliases } = await database.prisma.function.findUniqueOrThrow({ where: { arn } });
  const known = Array.isArray(aliases)
    ? (aliases as unknown as Parameters<typeof getVersionComparison>[0]["aliases"])
    : null;
  const [live] = await getVersionComparison({ id, accountId, aliases: known }, from, to);
  if (live === undefined) throw new Error(`${arn} has no alias.`);
  return live;
}

/** The value below which a share of the calls were. */
function exactQuantile(values: ReadonlyMap<number, number>, q: number): number {
  const sorted = [...values].sort(([one], [other]) => one - other);
  let left = q * (sorted.reduce((sum, [, count]) => sum + count, 0) - 1);
  for (const [value, count] of sorted) {
    left -= count;
    if (left < 0) return value;
  }
  return sorted.at(-1)?.[0] ?? Number.NaN;
}

describe("an alias that sends its calls to two versions", () => {
  it("is planted, and both are called", () => {
    const both = runningTwo();
    expect(both.length).toBeGreaterThanOrEqual(3);
    for (const { fn, truth } of both) {
      const [live] = fn.aliases();
      const [[other = "", weight = 0] = []] = Object.entries(live?.RoutingConfig?.AdditionalVersionWeights ?? {});
      const [main, beside] = [truth.get(live?.FunctionVersion ?? ""), truth.get(other)];
      const reports = [main?.reports ?? 0, beside?.reports ?? 0] as const;
      const all = reports[0] + reports[1];
      if (all > 1_000) expect(Math.abs(reports[1] / all - weight)).toBeLessThan(0.02);
      const meanMs = (side: VersionTruth | undefined) => (side?.initSumMs ?? 0) / (side?.coldStarts ?? 0);
      // The version before started sooner.
      if ((beside?.coldStarts ?? 0) > 20) expect(meanMs(beside) / meanMs(main)).toBeLessThan(0.9);
    }
  });

  it("stands side by side with what each of them did", async () => {
    for (const { fn, truth } of runningTwo()) {
      const { sides } = await comparisonOf(fn);
      const all = [...truth.values()].reduce((sum, { reports }) => sum + reports, 0);
      expect(sides.map(({ version }) => version).sort()).toEqual([...truth.keys()].sort());
      for (const { version, seen } of sides) expectSide(seen, truth.get(version), all);
    }
  });

  it("keeps how long either took to start", async () => {
    for (const { fn, truth } of runningTwo()) {
      const { rows } = await database.pool.query<{ version: string; starts: number; ms: number }>(
        `SELECT version, sum(cold_starts)::int AS starts, sum(init_sum_ms) AS ms FROM version_days
         JOIN functions f ON f.id = function_id WHERE f.arn = $1 AND day >= $2::date AND day < $3::date GROUP BY 1`,
        [fn.arn, from, to],
      );
      expect(rows).toHaveLength(2);
      for (const { version, starts, ms } of rows) {
        expect(starts).toBe(truth.get(version)?.coldStarts);
        expect(ms).toBeCloseTo(truth.get(version)?.initSumMs ?? Number.NaN, 3);
      }
    }
  });

  it("is named on the page of concurrency with its weights", async () => {
    const scope = { accountIds: [], regions: [], teamId: null, preset: null, from, to };
    const { weighted } = await getConcurrency(scope, { place: null, changes: [], canSeeCost: false }, now);
    for (const { fn } of runningTwo()) {
      const [live] = fn.aliases();
      const [[other = "", weight = 0] = []] = Object.entries(live?.RoutingConfig?.AdditionalVersionWeights ?? {});
      expect(weighted.find(({ arn }) => arn === fn.arn)?.sides).toEqual([
        { version: live?.FunctionVersion, weight: 1 - weight },
        { version: other, weight },
      ]);
    }
  });
});

function expectSide(seen: VersionSide | null, truth: VersionTruth | undefined, all: number): void {
  if (seen === null || truth === undefined) throw new Error("Nothing is known of a version.");
  const { reports, failures, coldStarts, restores, durationMs } = truth;
  expect(seen).toMatchObject({ reports, seenShare: reports / all });
  expect([seen.failures.hits, seen.coldStarts.hits]).toEqual([failures, coldStarts + restores]);
  for (const [quantile, q] of [
    ["p50", 0.5],
    ["p95", 0.95],
    ["p99", 0.99],
  ] as const) {
    const shown = seen[quantile]?.valueMs ?? null;
    if (reports < fewestForQuantile[quantile]) expect(shown).toBeNull();
    else {
      // Few values with gaps between them: which call is the q-th of n is told differently by one.
      const [low, high] = [q - 1.5 / reports, q + 1.5 / reports].map((one) => exactQuantile(durationMs, one));
      expect(shown).toBeGreaterThan((low ?? Number.NaN) * 0.98);
      expect(shown).toBeLessThan((high ?? Number.NaN) * 1.02);
    }
  }
}
