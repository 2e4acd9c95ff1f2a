import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { createDatabase } from "#lib/db/client.ts";
import { createDatabaseOn } from "#lib/db/embedded/databases.ts";
import { isTransientStoreError } from "#lib/db/sql/connection-error.ts";
import { getSyncProgress, listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { exportedRows } from "#lib/services/export/exported-rows.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { openTestServer, templateName } from "#lib/testing/test-server.ts";
import { fleetTruth } from "#simulator/fleet/truth.ts";
import { requestSync } from "./request-sync.ts";
import { startTaskRunner } from "./task-runner.ts";

/** When a backend dies of a signal, PostgreSQL ends all others and recovers as after a crash. */
async function crash(pool: ReturnType<typeof createDatabase>["pool"]): Promise<void> {
  const { rows } = await pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  process.kill(rows[0]?.pid ?? Number.NaN, "SIGKILL");
}

async function expireLeases(pool: ReturnType<typeof createDatabase>["pool"]): Promise<void> {
  await pool.query("UPDATE sync_tasks SET heartbeat_at = heartbeat_at - interval '1 hour' WHERE status = 'running'");
}

const pollMs = 20;

/** Asks until the database is up again, without the growing pauses of those who work: the sync must not end unseen in one. */
async function whenUp<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isTransientStoreError(error)) throw error;
      await sleep(pollMs);
    }
  }
}

it("a sync survives that PostgreSQL restarts in the middle of it, once for longer than a lease", async () => {
  const server = await openTestServer();
  onTestFinished(server.stop);
  await createDatabaseOn(server.url("postgres"), "restarted", templateName);
  const database = createDatabase(server.url("restarted"), { applicationName: "restarted" });
  onTestFinished(database.close);
  const fleet = await openSyncedFleet(database, {
    accounts: 1,
    regions: ["eu-west-1"],
    functions: 60,
    seed: 21,
    settings: { hourDays: 1 },
  });
  onTestFinished(fleet.close);
  const { context } = fleet;
  const { syncId } = await requestSync(context, {});
  const runner = startTaskRunner(context);
  const crashAfter = [3, 7];
  for (;;) {
    const progress = await whenUp(() => getSyncProgress(database.pool, syncId));
    if (progress?.sync.status !== "running") break;
    const [next] = crashAfter;
    if (next !== undefined && progress.ended >= next) {
      crashAfter.shift();
      await whenUp(() => crash(database.pool));
      // The second outage lasts longer than the lease: the worker takes its own tasks over, while it still works on them.
      if (crashAfter.length === 0) await whenUp(() => expireLeases(database.pool));
    }
    await sleep(pollMs);
  }
  await runner.stop();
  expect(crashAfter).toEqual([]);
  expect(await listUnlearned(database.pool, syncId), String(fleet.logged)).toEqual([]);
  const functions: object[] = [];
  for await (const row of exportedRows(database.pool, "functions", {})) functions.push(row);
  expect(JSON.parse(JSON.stringify(functions))).toEqual(
    JSON.parse(JSON.stringify(fleetTruth(fleet.simulator.fleet).functions)),
  );
});
