import { afterEach, describe, expect, it } from "vitest";
import { listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { type ExportSubject, exportedRows } from "#lib/services/export/exported-rows.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { drawnSeed } from "#lib/testing/drawn-seed.ts";
import { openSyncedFleet, type SyncedFleet, type SyncedFleetOptions } from "#lib/testing/synced-fleet.ts";
import { plantedSecrets } from "#simulator/fleet/planted-secrets.ts";
import { fleetTruth } from "#simulator/fleet/truth.ts";

const small = { accounts: 2, regions: ["eu-west-1", "us-east-1"], functions: 60 };
/** Hours of today alone. That a first sync finds as much with all the days is a test of the export. */
const today = { ...small, settings: { hourDays: 1 } };
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function open(options: SyncedFleetOptions): Promise<SyncedFleet> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const fleet = await openSyncedFleet(database, options);
  cleanups.push(() => fleet.close());
  return fleet;
}

async function exported(fleet: SyncedFleet, subject: ExportSubject): Promise<object[]> {
  const rows: object[] = [];
  for await (const row of exportedRows(fleet.context.db.pool, subject, {})) rows.push(row);
  return JSON.parse(JSON.stringify(rows));
}

describe("a first sync", () => {
  it.each([5, 11, 100 + (drawnSeed % 100_000)])("finds exactly what is planted, seed %i", async (seed) => {
    const fleet = await open({ ...today, seed });
    const truth = JSON.parse(JSON.stringify(fleetTruth(fleet.simulator.fleet)));
    const progress = await fleet.sync();
    expect(progress.sync.status).toBe("complete");
    expect(await listUnlearned(fleet.context.db.pool, progress.sync.id)).toEqual([]);
    expect(await exported(fleet, "functions")).toEqual(truth.functions);
    expect(await exported(fleet, "roles")).toEqual(truth.roles);
    const unobserved = (finding: object) => ({ ...finding, firstSeen: null, lastSeen: null });
    expect((await exported(fleet, "findings")).map(unobserved)).toEqual(truth.findings.map(unobserved));
  });

  it("keeps no planted secret in any table or log", async () => {
    const fleet = await open({ ...small, seed: 7 });
    await fleet.sync();
    const { pool } = fleet.context.db;
    const { rows: tables } = await pool.query<{ name: string }>(
      "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    );
    const texts = [fleet.logged.join("\n")];
    for (const { name } of tables) {
      const { rows } = await pool.query<{ text: string }>(`SELECT string_agg(t::text, E'\n') AS text FROM ${name} t`);
      texts.push(rows[0]?.text ?? "");
    }
    const secrets = plantedSecrets(fleet.simulator.fleet);
    expect(secrets.length).toBeGreaterThan(0);
    for (const text of texts) expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe("a second sync", () => {
  it("writes no new snapshots when nothing changed", async () => {
    const fleet = await open({ ...today, seed: 12 });
    const first = await fleet.sync();
    const count = async () => (await fleet.context.db.pool.query("SELECT count(*)::int AS n FROM snapshots")).rows[0].n;
    const before = await count();
    const second = await fleet.sync();
    expect(second.sync.status).toBe("complete");
    expect(await count()).toBe(before);
    expect(second.calls).toBeLessThan(first.calls * 0.2);
  });
});
