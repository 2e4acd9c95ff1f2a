import { afterEach, expect, it } from "vitest";
import { listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet, type SyncedFleetOptions } from "#lib/testing/synced-fleet.ts";
import { requestSync } from "./request-sync.ts";
import { startTaskRunner } from "./task-runner.ts";

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
  // Longer than this process, which is the simulated AWS too, is ever too busy to answer for the other Region.
  const fleet = await open({ http: { requestTimeoutMs: 1_000 } });
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
    // Longer than the test: what hangs does so until the worker stops.
    http: { requestTimeoutMs: 600_000 },
    // As many places as there are tasks that hang.
    settings: { concurrency: 4, stalledAfterMs: 100 },
  });
  const { pool } = fleet.context.db;
  const { syncId } = await requestSync(fleet.context, { sources: ["accounts", "regions", "limits", "functions"] });
  const runner = startTaskRunner(fleet.context);
  cleanups.push(() => runner.stop());
  const ended = async () => {
    const { rows } = await pool.query<{ region: string; ended: number; count: number }>(
      `SELECT region, count(ended_at)::int AS ended, count(*)::int AS count FROM sync_tasks
       WHERE sync_id = $1 AND source IN ('limits', 'functions') GROUP BY region ORDER BY region`,
      [syncId],
    );
    return rows.map(({ region, ended, count }) => `${region}: ${ended} of ${count}`);
  };
  await expect.poll(ended, { timeout: 100_000 }).toEqual(["eu-west-1: 0 of 4", "us-east-1: 8 of 8"]);
});
