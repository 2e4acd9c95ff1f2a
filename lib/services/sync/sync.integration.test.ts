import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";

let database: TestDatabase;
let fleet: SyncedFleet;
beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await openSyncedFleet(database, { accounts: 2, regions: ["eu-west-1", "us-east-1"], functions: 60, seed: 5 });
});
afterAll(async () => {
  await fleet.close();
  await database.drop();
});

describe("a first sync", () => {
  it("ends, complete", async () => {
    const started = performance.now();
    const progress = await fleet.sync();
    console.log(
      Math.round(performance.now() - started),
      "ms",
      JSON.stringify(progress, null, 1),
      JSON.stringify(await listUnlearned(database.pool, progress.sync.id), null, 1),
    );
    console.log(
      fleet.logged
        .filter((l) => /"level":(50|40)/.test(l))
        .slice(0, 10)
        .map((l) => l.slice(0, 1500))
        .join("\n"),
    );
    for (const t of [
      "accounts",
      "account_regions",
      "functions",
      "roles",
      "findings",
      "function_hours",
      "function_days",
      "function_windows",
      "region_hours",
      "failure_days",
      "log_groups",
      "queues",
      "event_source_mappings",
      "snapshots",
      "changes",
    ])
      console.log(t, (await database.pool.query(`SELECT count(*) FROM ${t}`)).rows[0].count);
    expect(progress.sync.status).toBe("complete");
  });
});
