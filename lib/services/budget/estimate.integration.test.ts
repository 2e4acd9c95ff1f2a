import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coreMetrics, provisionedMetrics, rareMetrics } from "#lib/aws/collectors/metrics/metric-plan.ts";
import { priceList } from "#lib/aws/price-list.ts";
import { getCollectionCounts } from "#lib/db/sql/collection-profile.ts";
import { countExtraMetrics } from "#lib/db/sql/extra-metrics.ts";
import type { SyncProgress } from "#lib/db/sql/sync-progress.ts";
import { economyLevels } from "#lib/domain/collection/economy.ts";
import { estimateReading, type ReadingEstimate } from "#lib/domain/collection/estimate.ts";
import { metricCounts, type ReadingKind } from "#lib/domain/collection/estimate-readings.ts";
import type { FleetShape, PlaceShape } from "#lib/domain/collection/estimate-shape.ts";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { listMetrics } from "#simulator/fleet/metrics/list.ts";
import { countStoredFleet } from "./count-stored-fleet.ts";
import { optionsFor } from "./estimate-sync.ts";
import { billedSources, listPostponed } from "./list-postponed.ts";
import { currentSpending } from "./spending.ts";

const size = { accounts: 1, regions: ["eu-west-1"], functions: 12 };
const beginning = new Date("2026-11-30T10:30:00Z");
const hourLater = new Date("2026-11-30T11:40:00Z");
const nextDay = new Date("2026-12-02T12:10:00Z");
/** The days whose metrics tell how many a function has. */
const lately = new Date("2026-11-29T00:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function at<T>(now: Date, work: (fleet: SyncedFleet) => Promise<T>): Promise<T> {
  const fleet = await openSyncedFleet(database, { ...size, now });
  try {
    return await work(fleet);
  } finally {
    await fleet.close();
  }
}

interface Asked {
  readonly calls: number;
  readonly metrics: number;
  readonly bytes: number;
}

/** What a sync was metered with, by operation. Retries and throttled calls are not part of what it needs. */
async function meteredBy({ sync }: SyncProgress): Promise<Map<string, Asked>> {
  const { rows } = await database.pool.query<Asked & { name: string }>(
    `SELECT m.service || ' ' || m.operation AS name, sum(m.calls - m.throttles - m.retries)::int AS calls,
       sum(m.metrics_requested)::int AS metrics, sum(m.bytes_scanned)::float8 AS bytes
     FROM sync_meters m JOIN sync_tasks t ON t.id = m.task_id WHERE t.sync_id = $1 GROUP BY 1`,
    [sync.id],
  );
  return new Map(rows.map(({ name, ...asked }) => [name, asked]));
}

async function shapeOf(fleet: SyncedFleet, now: Date): Promise<FleetShape> {
  const stored = await countStoredFleet(fleet.context, now);
  if (stored === null) throw new Error("No fleet is stored.");
  expect(stored.functions).toBe(size.functions);
  return stored.shape;
}

const asked: ReadonlySet<string> = new Set([...coreMetrics, ...rareMetrics].map(({ metricName }) => metricName));

/** The places with who is active at an instant, as CloudWatch lists them: the store knows only the average of a day. */
function activeAt(fleet: SyncedFleet, { accounts, places }: FleetShape, now: Date): FleetShape {
  const active = ({ accountId, region, ...place }: PlaceShape): PlaceShape => {
    const listing = [...listMetrics(fleet.simulator.fleet, { accountId, region, recentlyActiveAt: now })];
    const own = listing
      .filter(({ Dimensions, MetricName }) => Dimensions.length === 1 && asked.has(MetricName))
      .map(({ Dimensions }) => Dimensions[0]?.Value);
    const functions = new Set(own).size;
    const provisioned = listing.filter(
      ({ Dimensions, MetricName }) => Dimensions.length === 2 && MetricName === "ProvisionedConcurrentExecutions",
    ).length;
    const rare = own.length - functions * metricCounts.core + provisioned * provisionedMetrics.length;
    // Rare metrics of who is active are the share of them that the reading takes.
    return {
      ...place,
      accountId,
      region,
      active: functions,
      rareMetrics: functions === 0 ? 0 : (rare * place.listed) / functions,
    };
  };
  return { accounts, places: places.map(active) };
}

function estimated(shape: FleetShape, kind: ReadingKind, now: Date): ReadingEstimate {
  return estimateReading(shape, kind, economyLevels[0], optionsFor(now, 1, {}));
}

/** Polls are not part of an estimate; who calls is asked outside of any task. */
const apart: ReadonlySet<string> = new Set([
  "logs GetQueryResults",
  "iam GetServiceLastAccessedDetails",
  "sts GetCallerIdentity",
]);

function expectCalls(estimate: ReadingEstimate, metered: ReadonlyMap<string, Asked>): void {
  const terms = Map.groupBy(estimate.terms, ({ service, operation }) => `${service} ${operation}`);
  const names = new Set([...terms.keys(), ...metered.keys()]);
  for (const name of names) {
    if (apart.has(name)) continue;
    const calls = (terms.get(name) ?? []).reduce((sum, term) => sum + term.calls, 0);
    const made = metered.get(name)?.calls ?? 0;
    expect(Math.abs(calls - made), `${name}: ${calls} estimated, ${made} made`).toBeLessThanOrEqual(made * 0.05);
  }
}

const metricsOf = (metered: ReadonlyMap<string, Asked>) => metered.get("cloudwatch GetMetricData")?.metrics ?? 0;
const bytesOf = (metered: ReadonlyMap<string, Asked>) => metered.get("logs StartQuery")?.bytes ?? 0;

describe("an estimate from a fleet's counts", () => {
  it("tells what its first sync asks of AWS", async () => {
    await at(beginning, async (fleet) => {
      const metered = await meteredBy(await fleet.sync());
      const sent = Map.groupBy(fleet.simulator.requests(), ({ operation }) => operation);
      for (const [name, { calls }] of metered) {
        const [, operation = ""] = name.split(" ");
        const reached = (sent.get(operation) ?? []).reduce((sum, request) => sum + request.calls, 0);
        expect(reached, `${name}: metered and seen by AWS`).toBe(calls);
      }
      const estimate = estimated(await shapeOf(fleet, beginning), "first", beginning);
      expectCalls(estimate, metered);
      expect(estimate.metrics).toBe(metricsOf(metered));
      // What the scans of a few functions found by the hour, newer ones weighing more, over all days alike.
      expect(Math.abs(estimate.scannedBytes / bytesOf(metered) - 1)).toBeLessThan(0.35);
    });
  });

  it("tells what the next hour asks, before it is read", async () => {
    await at(hourLater, async (fleet) => {
      const shape = activeAt(fleet, await shapeOf(fleet, hourLater), hourLater);
      const estimate = estimated(shape, "hourly", hourLater);
      const metered = await meteredBy(await fleet.sync({ trigger: "schedule" }));
      expectCalls(estimate, metered);
      expect(estimate.metrics).toBe(metricsOf(metered));
      // An hour of a day's average.
      expect(estimate.scannedBytes / bytesOf(metered)).toBeGreaterThan(0.2);
      expect(estimate.scannedBytes / bytesOf(metered)).toBeLessThan(5);
    });
  });
});

describe("a budget that is used up", () => {
  const statuses = async ({ sync }: SyncProgress) => {
    const { rows } = await database.pool.query<{ source: string; status: string }>(
      "SELECT DISTINCT source, status FROM sync_tasks WHERE sync_id = $1 ORDER BY source, status",
      [sync.id],
    );
    const billed = new Set<string>(billedSources);
    return {
      billed: rows.filter(({ source }) => billed.has(source)).map(({ source, status }) => `${source} ${status}`),
      free: [...new Set(rows.filter(({ source }) => !billed.has(source)).map(({ status }) => status))],
    };
  };

  it("puts off what AWS bills and nothing else, and says so", async () => {
    await at(new Date("2026-11-30T15:20:00Z"), async (fleet) => {
      await database.pool.query(
        `INSERT INTO aws_usage_days (day, account_id, region, service, operation, calls, metrics_requested, cost_usd, billed)
         VALUES ('2026-11-19', '111122223333', 'eu-west-1', 'cloudwatch', 'GetMetricData', 1, 500000, 5, true)`,
      );
      const { spentUsd } = await currentSpending(fleet.context);
      expect(spentUsd).toBeGreaterThan(5);
      await saveCollectionSettings(fleet.context, { monthlyBudgetUsd: 5, quotaShares: {}, schedule: true });
      const done = await fleet.sync({ trigger: "schedule" });
      expect(await statuses(done)).toEqual({ billed: ["metrics postponed", "starts postponed"], free: ["succeeded"] });
      expect(done.sync.status).toBe("complete");
      const spent = await currentSpending(fleet.context);
      expect(spent).toMatchObject({ leftUsd: 0, economy: { level: 6 } });
      // The database adds up in any order.
      expect(spent.spentUsd).toBeCloseTo(spentUsd, 9);
      const postponed = await listPostponed(fleet.context);
      expect(new Set(postponed.map(({ source }) => source))).toEqual(new Set(["metrics", "starts"]));
      for (const { goesOnAt, reason } of postponed) {
        expect(goesOnAt).toEqual(new Date("2026-12-01T00:00:00Z"));
        expect(reason).toContain("budget");
      }
    });
  });

  it("goes on with all of it on the first of the next month", async () => {
    await at(new Date("2026-12-01T00:20:00Z"), async (fleet) => {
      const done = await fleet.sync({ trigger: "schedule" });
      const { billed } = await statuses(done);
      // The day that has just ended is read, too.
      expect(billed).toEqual(["metric-history succeeded", "metrics succeeded", "starts succeeded"]);
      expect(await listPostponed(fleet.context)).toEqual([]);
    });
  });
});

describe("what a reading reserves of a budget", () => {
  it("is what it then asks for, versions and aliases with provisioned concurrency included", async () => {
    await at(nextDay, async (fleet) => {
      await saveCollectionSettings(fleet.context, { monthlyBudgetUsd: 1_000, quotaShares: {}, schedule: true });
      const reserved = new Map<string, number>();
      const { sync } = await fleet.sync({ trigger: "schedule" }, async function* (task, pages) {
        const { rows } = await database.pool.query<{ source: string; usd: number }>(
          `SELECT t.source, r.planned_usd AS usd FROM spending_reservations r JOIN sync_tasks t ON t.id = r.task_id
           WHERE t.status = 'running' AND t.source = $1`,
          [task.source],
        );
        for (const { source, usd } of rows) reserved.set(source, usd);
        yield* pages;
      });
      const { rows } = await database.pool.query<{ source: string; metrics: number }>(
        `SELECT t.source, sum(m.metrics_requested)::int AS metrics FROM sync_meters m JOIN sync_tasks t ON t.id = m.task_id
         WHERE t.sync_id = $1 AND t.source IN ('metrics', 'metric-history') GROUP BY 1 ORDER BY 1`,
        [sync.id],
      );
      const { rows: provisioned } = await database.pool.query("SELECT DISTINCT function_id FROM provisioned_days");
      expect(provisioned.length).toBeGreaterThan(0);
      expect(rows.map(({ source }) => source)).toEqual(["metric-history", "metrics"]);
      for (const { source, metrics } of rows)
        expect([source, Math.round((reserved.get(source) ?? 0) / priceList.metricUsd)]).toEqual([source, metrics]);
    });
  });

  it("is what the levels of economy are reckoned with", async () => {
    const { metricsPerFunction } = await getCollectionCounts(database.pool, nextDay);
    const { rows } = await database.pool.query<{ accountId: string; functions: number; qualifiers: number }>(
      `SELECT d.account_id AS "accountId", count(DISTINCT d.function_id)::int AS functions,
         (SELECT count(DISTINCT (function_id, qualifier))::int FROM provisioned_days WHERE day >= $1) AS qualifiers
       FROM function_days d WHERE d.day >= $1 AND d.invocations > 0 GROUP BY 1`,
      [lately],
    );
    const [{ accountId = "", functions = 0, qualifiers = 0 } = {}] = rows;
    expect(qualifiers).toBeGreaterThan(0);
    const extra = await countExtraMetrics(database.pool, { accountId, region: "eu-west-1" }, lately);
    const all = [...extra.values()].reduce((sum, one) => sum + one, functions * metricCounts.core);
    expect((metricsPerFunction ?? 0) * functions).toBeCloseTo(all, 9);
  });
});
