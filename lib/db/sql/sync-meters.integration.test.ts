import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { addMeters, type MeterCounts } from "./sync-meters.ts";
import { addTasks } from "./sync-tasks.ts";
import { createSync, deleteOldSyncs } from "./syncs.ts";
import { inSqlTransaction } from "./transaction.ts";

const noon = new Date("2026-11-20T12:00:00Z");
const asked = (operation: string, more: Partial<MeterCounts> = {}): MeterCounts => ({
  service: "cloudwatch",
  operation,
  calls: 1,
  retries: 0,
  throttles: 0,
  failures: 0,
  metricsRequested: 0,
  bytesScanned: 0,
  costUsd: 0,
  ...more,
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function newTasks(sources: readonly ("metrics" | "metric-history")[]): Promise<string[]> {
  return inSqlTransaction(database.pool, async (sql) => {
    const input = { trigger: "manual", requestedBy: null, scope: {}, spreadSeconds: 0, spreadSalt: "" } as const;
    const { id } = await createSync(sql, input, noon);
    const place = { accountId: "111122223333", region: "eu-west-1", phase: "usable", skipped: null } as const;
    await addTasks(
      sql,
      id,
      sources.map((source) => ({ ...place, source })),
      noon,
    );
    const { rows } = await sql.query<{ id: string }>("SELECT id FROM sync_tasks WHERE sync_id = $1 ORDER BY source", [
      id,
    ]);
    return rows.map((row) => row.id);
  });
}

async function ledger(operation: string) {
  const { rows } = await database.pool.query(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, account_id AS account, region, calls::int, failures::int,
       metrics_requested::int AS metrics, cost_usd AS usd, billed
     FROM aws_usage_days WHERE operation = $1 ORDER BY day`,
    [operation],
  );
  return rows;
}

describe("the ledger", () => {
  it("adds up what all tasks of a place ask on a UTC day, and begins anew with the next", async () => {
    const [one = "", other = ""] = await newTasks(["metric-history", "metrics"]);
    const row = asked("GetMetricData", { calls: 2, failures: 1, metricsRequested: 500, costUsd: 0.005 });
    await addMeters(database.pool, one, [row], new Date("2026-11-20T23:59:59.999Z"));
    await addMeters(database.pool, other, [row], new Date("2026-11-20T12:00:00Z"));
    await addMeters(database.pool, other, [row], new Date("2026-11-21T00:00:00Z"));
    const place = { account: "111122223333", region: "eu-west-1", billed: true };
    expect(await ledger("GetMetricData")).toEqual([
      { ...place, day: "2026-11-20", calls: 4, failures: 2, metrics: 1_000, usd: 0.01 },
      { ...place, day: "2026-11-21", calls: 2, failures: 1, metrics: 500, usd: 0.005 },
    ]);
    const { rows } = await database.pool.query(
      "SELECT sum(calls)::int AS calls FROM sync_meters WHERE operation = 'GetMetricData'",
    );
    expect(rows).toEqual([{ calls: 6 }]);
  });

  it("does not know a sum of which a part has no price, and never takes it for nothing", async () => {
    const [task = ""] = await newTasks(["metrics"]);
    await addMeters(database.pool, task, [asked("Unpriced", { metricsRequested: 5, costUsd: 0.5 })], noon);
    await addMeters(database.pool, task, [asked("Unpriced", { metricsRequested: 5, costUsd: null })], noon);
    await addMeters(database.pool, task, [asked("Unpriced", { metricsRequested: 5, costUsd: 0.5 })], noon);
    expect(await ledger("Unpriced")).toMatchObject([{ calls: 3, metrics: 15, usd: null, billed: true }]);
  });

  it("holds what a page cost exactly when the page is kept", async () => {
    const [task = ""] = await newTasks(["metrics"]);
    const page = inSqlTransaction(database.pool, async (sql) => {
      await addMeters(sql, task, [asked("Rolled back")], noon);
      throw new Error("The page was not kept.");
    });
    await expect(page).rejects.toThrow("not kept");
    expect(await ledger("Rolled back")).toEqual([]);
  });

  it("outlives the syncs that asked", async () => {
    const [task = ""] = await newTasks(["metrics"]);
    await addMeters(database.pool, task, [asked("Kept")], noon);
    await database.pool.query("UPDATE syncs SET status = 'complete', ended_at = $1", [noon]);
    await deleteOldSyncs(database.pool, new Date("2027-01-01T00:00:00Z"));
    const { rows } = await database.pool.query("SELECT count(*)::int AS left FROM sync_meters");
    expect(rows).toEqual([{ left: 0 }]);
    expect(await ledger("Kept")).toMatchObject([{ calls: 1, billed: false }]);
  });

  it("takes tasks of one place side by side, in whatever order they name operations", async () => {
    const [one = "", other = ""] = await newTasks(["metric-history", "metrics"]);
    const rows = ["A", "B", "C", "D"].map((operation) => asked(operation));
    const turns = Array.from({ length: 40 }, async (_, turn) =>
      inSqlTransaction(database.pool, async (sql) =>
        addMeters(sql, turn % 2 === 0 ? one : other, turn % 2 === 0 ? rows : rows.toReversed(), noon),
      ),
    );
    await Promise.all(turns);
    expect(await ledger("D")).toMatchObject([{ calls: 40 }]);
  });
});
