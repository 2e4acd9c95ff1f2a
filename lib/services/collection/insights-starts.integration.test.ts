import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sumFunctionStarts } from "#lib/db/sql/functions/function-starts.ts";
import { listLogReadings } from "#lib/db/sql/log-readings.ts";
import { listVpcFunctions } from "#lib/db/sql/network/vpc-functions.ts";
import { insightsLogGroup } from "#lib/domain/starts/insights.ts";
import { quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { type InsightsTruth, insightsTruth } from "#simulator/fleet/insights-truth.ts";
import { usageTruth } from "#simulator/fleet/stories.ts";

const now = new Date("2026-11-20T10:30:00Z");
const day = new Date("2026-11-19T00:00:00Z");
const dayEnd = new Date("2026-11-20T00:00:00Z");
const place = { region: "eu-west-1" };
const reads = ["accounts", "regions", "functions", "metrics", "log-groups", "starts"] as const;

interface DayRow {
  readonly id: number;
  readonly arn: string;
  readonly level: string | null;
  readonly snapStart: string;
  readonly reports: number | null;
  readonly insightsReports: number | null;
  readonly coldStarts: number | null;
  readonly billed: number | null;
  readonly initFailures: number | null;
  readonly events: number | null;
  readonly rx: number | null;
  readonly tx: number | null;
}

let database: TestDatabase;
let fleet: SyncedFleet;
let rows: readonly DayRow[];

beforeAll(async () => {
  database = await createTestDatabase();
  const options = { accounts: 1, regions: [place.region], functions: 40, seed: 10, now, settings: { hourDays: 2 } };
  fleet = await openSyncedFleet(database, options);
  expect((await fleet.sync({ sources: [...reads] })).sync.status).toBe("complete");
  rows = (
    await database.pool.query<DayRow>(
      `SELECT f.id, f.arn, f.system_log_level AS level, f.snap_start AS "snapStart", d.reports::float8 AS reports,
         d.insights_reports::float8 AS "insightsReports", d.cold_starts::float8 AS "coldStarts",
         d.billed_sum_ms AS billed, d.init_failures::float8 AS "initFailures", d.network_events::float8 AS events,
         d.rx_bytes::float8 AS rx, d.tx_bytes::float8 AS tx
       FROM functions f JOIN function_days d ON d.account_id = f.account_id AND d.function_id = f.id AND d.day = $1
       ORDER BY f.arn`,
      ["2026-11-19"],
    )
  ).rows;
});

afterAll(async () => {
  await fleet.close();
  await database.drop();
});

function indexOf(arn: string): number {
  const { fleet: simulated } = fleet.simulator;
  return Array.from({ length: simulated.functionCount }, (_, k) => k).findIndex(
    (k) => simulated.functionAt(k).arn === arn,
  );
}

const truthOf = (arn: string): InsightsTruth | null => insightsTruth(fleet.simulator.fleet, indexOf(arn), day, dayEnd);

function median(values: ReadonlyMap<number, number>): number {
  const sorted = [...values].sort(([one], [other]) => one - other);
  const half = Math.ceil(sorted.reduce((sum, [, count]) => sum + count, 0) / 2);
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= half) return value;
  }
  return Number.NaN;
}

describe("Lambda Insights", () => {
  it("tells the starts of a function whose log level hides its reports, and leaves what it does not know unknown", async () => {
    const hidden = rows.filter(({ level, arn }) => level === "WARN" && truthOf(arn) !== null);
    expect(hidden.length).toBeGreaterThan(0);
    for (const row of hidden) {
      const truth = truthOf(row.arn);
      const { invocations } = usageTruth(fleet.simulator.fleet, indexOf(row.arn), day, dayEnd);
      expect(row).toMatchObject({
        ...{ reports: invocations, insightsReports: invocations, coldStarts: truth?.coldStarts },
        ...{ billed: null, initFailures: null },
      });
      const accountId = row.arn.split(":")[4] ?? "";
      const query = { accountId, functionId: row.id, from: day, to: dayEnd };
      const sums = await sumFunctionStarts(database.pool, query, "day");
      expect(sums).toMatchObject({ invocations, reports: invocations, billedSumMs: null, provisionedInits: null });
      const inits = quantile(mergePackedHistograms(sums?.initHistograms ?? []), 0.5) ?? Number.NaN;
      const exact = median(truth?.values.initMs ?? new Map());
      expect(Math.abs(inits - exact)).toBeLessThanOrEqual(0.02 * exact);
      expect(sums?.memoryHistograms).not.toBeNull();
    }
  });

  it("leaves functions whose own log tells all to their reports, and counts bytes of all that have it", () => {
    const watched = rows.filter(({ arn }) => (truthOf(arn)?.invocations ?? 0) > 0);
    expect(watched.length).toBeGreaterThan(1);
    for (const { arn, events, rx, tx } of watched) {
      const truth = truthOf(arn);
      expect({ events, rx, tx }).toEqual({ events: truth?.invocations, rx: truth?.rxBytes, tx: truth?.txBytes });
    }
    for (const row of rows.filter(({ level }) => level !== "WARN"))
      expect([row.arn, row.insightsReports]).toEqual([row.arn, null]);
    const others = rows.filter(({ arn }) => truthOf(arn) === null);
    expect(others.every(({ events }) => events === null)).toBe(true);
    expect(watched.some(({ insightsReports, billed }) => insightsReports === null && billed !== null)).toBe(true);
  });

  it("is in the ready-made windows, and does not thin what they cost", async () => {
    const { rows: windows } = await database.pool.query(
      `SELECT w.reports::float8 AS reports, w.insights_reports::float8 AS insights, w.network_events::float8 AS events,
         w.cold_starts::float8 AS "coldStarts", w.init_p50_ms AS init, w.cost_usd AS cost, w.init_cost_usd AS "initCost",
         w.invocations::float8 AS invocations
       FROM function_windows w JOIN functions f ON f.id = w.function_id
       WHERE w."window" = '7d' AND f.system_log_level = 'WARN' AND w.insights_reports > 0`,
    );
    expect(windows.length).toBeGreaterThan(0);
    for (const window of windows) {
      expect(window.insights).toBe(window.reports);
      expect(window.events).toBe(window.reports);
      expect(window.init).toBeGreaterThan(0);
      // By the Duration metric: what was billed is not known, and init with it.
      expect(window.cost).toBeGreaterThan((window.invocations / 1e6) * 0.2 * 1.01);
      expect(window.initCost).toBeNull();
    }
  });

  it("tells what NAT gateways are put down to functions by", async () => {
    // Whether it stands in a VPC does not matter to what is told of it.
    await database.pool.query("UPDATE functions SET vpc_id = 'vpc-1'");
    const scope = { accountIds: [], regions: [], teamId: null, from: day, to: now, preset: "30d" } as const;
    const functions = await listVpcFunctions(database.pool, scope);
    const told = functions.filter(({ network }) => network.length > 0);
    expect(told.map(({ arn }) => arn)).toEqual(
      rows
        .filter(({ events }) => (events ?? 0) > 0)
        .map(({ arn }) => arn)
        .toSorted(),
    );
    for (const { arn, network } of told) {
      const truth = insightsTruth(fleet.simulator.fleet, indexOf(arn), day, new Date("2026-11-20T10:00:00Z"));
      // The last week, and the month: the same two days were read of both.
      const bytes = { events: truth?.invocations, rxBytes: truth?.rxBytes, txBytes: truth?.txBytes };
      expect(network).toMatchObject([bytes, bytes]);
    }
  });

  it("is scanned once, and is no reason to know less of the fleet", async () => {
    const accountId = rows[0]?.arn.split(":")[4] ?? "";
    const reading = (await listLogReadings(database.pool, { accountId, ...place })).get(insightsLogGroup);
    expect(reading?.scanned).toHaveLength(1);
    expect(reading?.bytesPerHour).toBeGreaterThan(0);
    const { sync } = await fleet.sync({ sources: ["starts"] });
    const { rows: again } = await database.pool.query<{ input: { insights?: unknown[] } }>(
      "SELECT input FROM sync_tasks WHERE source = 'starts' AND sync_id = $1",
      [sync.id],
    );
    expect(again.map(({ input }) => input.insights)).toEqual([[]]);
    const { rows: rollups } = await database.pool.query(
      `SELECT provisioned_inits FROM rollup_days WHERE day = '2026-11-19' AND dimension = 'account'`,
    );
    expect(rollups.map(({ provisioned_inits }) => provisioned_inits)).not.toContain(null);
  });
});
