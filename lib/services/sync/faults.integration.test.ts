import { afterEach, describe, expect, it } from "vitest";
import { listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { startSimulator } from "#simulator/server.ts";

const small = {
  accounts: 2,
  regions: ["eu-west-1", "us-east-1"],
  functions: 60,
  seed: 5,
  now: new Date("2026-11-20T10:30:00Z"),
};
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function open(faults: string): Promise<SyncedFleet> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const fleet = await openSyncedFleet(database, { ...small, faults });
  cleanups.push(() => fleet.close());
  return fleet;
}

async function unlearned(fleet: SyncedFleet): Promise<string[]> {
  const progress = await fleet.sync();
  expect(progress.sync.status).toBe("complete");
  return (await listUnlearned(fleet.context.db.pool, progress.sync.id)).map(({ source }) => source);
}

describe("a sync that cannot see everything", () => {
  it("ends, and says which account is denied", async () => {
    const simulator = await startSimulator(small);
    const denied = simulator.fleet.accounts[1]?.id;
    await simulator.close();
    const fleet = await open(`deny=account:${denied}`);
    expect(await unlearned(fleet)).toEqual(["regions", "roles"]);
    const { rows } = await fleet.context.db.pool.query(
      "SELECT id, access_state FROM accounts WHERE access_state <> 'known'",
    );
    expect(rows).toEqual([{ id: denied, access_state: "denied" }]);
  });

  it.each([
    ["a Region that is down", "down=us-east-1:lambda", "functions"],
    ["an operation that is missing", "missing=lambda:ListEventSourceMappings", "triggers"],
    ["web pages for answers", "html=tagging", "tags"],
    ["a denied call per function", "deny=lambda:GetPolicy", "detail"],
  ])("ends with %s", async (_title, faults, source) => {
    expect(await unlearned(await open(faults))).toContain(source);
  });
});
