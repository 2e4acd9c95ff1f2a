import { afterEach, expect, it } from "vitest";
import { listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet, type SyncedFleetOptions } from "#lib/testing/synced-fleet.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function open(options: Partial<SyncedFleetOptions>): Promise<SyncedFleet> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const fleet = await openSyncedFleet(database, {
    accounts: 2,
    regions: ["eu-west-1", "us-east-1"],
    functions: 30,
    seed: 41,
    // Accepts connections and never answers.
    faults: "hang=eu-west-1",
    ...options,
    settings: { hourDays: 1, retryPauseMs: 50, ...options.settings },
  });
  cleanups.push(() => fleet.close());
  return fleet;
}

it("a Region that hangs costs its first callers their patience, everybody after them nothing, and no other Region", async () => {
  const fleet = await open({ http: { requestTimeoutMs: 400 } });
  const { sync } = await fleet.sync();
  expect(sync.status).toBe("complete");
  const { pool } = fleet.context.db;
  const unlearned = await listUnlearned(pool, sync.id);
  expect(unlearned.map(({ source }) => source)).toContain("functions");
  for (const { reason } of unlearned)
    expect(reason).toMatch(/in eu-west-1 cannot be reached \((TimeoutError|ETIMEDOUT)\)\.$/);
  const { rows } = await pool.query<{ region: string; source: string }>(
    "SELECT region, source FROM sync_tasks WHERE sync_id = $1 AND status = 'failed' AND region <> 'eu-west-1'",
    [sync.id],
  );
  expect(rows).toEqual([]);
  const states = await pool.query<{ state: string; since: Date | null }>(
    "SELECT state FROM source_states WHERE region = 'eu-west-1' AND source = 'functions'",
  );
  expect(states.rows.map(({ state }) => state)).toEqual(["failed", "failed"]);
  // Two requests prove that an endpoint hangs; those that were under way by then are on top.
  const asked = new Map<string, number>();
  for (const { region, service, calls } of fleet.simulator.requests()) {
    if (region === "eu-west-1") asked.set(service, (asked.get(service) ?? 0) + calls);
  }
  expect(asked.size).toBeGreaterThan(2);
  for (const [service, calls] of asked) expect(calls, service).toBeLessThanOrEqual(6);
});

it("tasks that wait for a Region that hangs leave their places to others", async () => {
  const fleet = await open({
    accounts: 4,
    http: { requestTimeoutMs: 6_000 },
    // As many places as there are tasks that hang.
    settings: { concurrency: 4, stalledAfterMs: 100 },
  });
  const { sync } = await fleet.sync({ sources: ["accounts", "regions", "limits", "functions"] });
  expect(sync.status).toBe("complete");
  const { rows } = await fleet.context.db.pool.query<{ region: string; first: Date; last: Date; count: number }>(
    `SELECT region, min(ended_at) AS first, max(ended_at) AS last, count(*)::int AS count FROM sync_tasks
     WHERE sync_id = $1 AND source IN ('limits', 'functions') GROUP BY region ORDER BY region`,
    [sync.id],
  );
  const [hanging, well] = rows;
  expect(rows.map(({ region, count }) => [region, count])).toEqual([
    ["eu-west-1", 8],
    ["us-east-1", 8],
  ]);
  expect(well?.last.getTime()).toBeLessThan(hanging?.first.getTime() ?? 0);
});
