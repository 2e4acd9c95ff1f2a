import { afterEach, describe, expect, it } from "vitest";
import { getControlReading } from "#lib/db/sql/control-policies.ts";
import type { SyncProgress } from "#lib/db/sql/sync-progress.ts";
import { controlLevelsOf } from "#lib/services/roles/control-levels.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet, type SyncedFleetOptions } from "#lib/testing/synced-fleet.ts";
import { startSimulator } from "#simulator/server.ts";
import type { PlantedControlPolicy } from "#simulator/services/control-policies.ts";

const small = { accounts: 8, regions: ["eu-west-1"], functions: 40, seed: 4, quotaScale: 500 };
const sources = ["accounts"] as const;
const denyAll: PlantedControlPolicy = {
  name: "DenyAll",
  document: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] },
  on: ["Workloads"],
};

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  return database;
}

/** Syncs the store once from an organisation that is like this. */
async function synced<T>(
  database: TestDatabase,
  options: SyncedFleetOptions,
  input: Parameters<SyncedFleet["sync"]>[0],
  look: (fleet: SyncedFleet, progress: SyncProgress) => Promise<T>,
): Promise<T> {
  const fleet = await openSyncedFleet(database, { ...small, ...options });
  try {
    return await look(fleet, await fleet.sync(input));
  } finally {
    await fleet.close();
  }
}

async function taskOf({ pool }: TestDatabase) {
  const { rows } = await pool.query<{ status: string; reason: string | null; remedy: string | null; id: string }>(
    "SELECT id, status, reason, remedy FROM sync_tasks WHERE source = 'accounts' ORDER BY started_at DESC LIMIT 1",
  );
  return rows[0];
}

async function levelsByName(fleet: SyncedFleet) {
  const { pool } = fleet.context.db;
  const entries: [string, readonly (readonly string[])[] | null][] = [];
  for (const { id, name } of fleet.simulator.fleet.accounts) {
    const levels = await controlLevelsOf(pool, id);
    entries.push([name, levels?.map((level) => level.map(({ source }) => source.replace(/ \(.*/, ""))) ?? null]);
  }
  return Object.fromEntries(entries);
}

describe("a sync of the accounts", () => {
  const full = ["SCP FullAWSAccess"];

  it("reads what limits each of them, level by level", async () => {
    const levels = await synced(
      await newDatabase(),
      { controlPolicies: [denyAll] },
      { sources: [...sources] },
      levelsByName,
    );
    const limited = [...full, "SCP DenyAll"].toSorted();
    expect(levels["org-management"]).toEqual([]);
    expect(levels["payments-prod"]?.map((level) => level.toSorted())).toEqual([full, limited, full, full]);
  });

  it("knows that nothing does where the policies are turned off, in one call", async () => {
    const database = await newDatabase();
    await synced(database, { controlPolicies: null }, { sources: [...sources] }, async (fleet) => {
      expect(await levelsByName(fleet)).toMatchObject({ "org-management": [], "payments-prod": [] });
      expect(await getControlReading(database.pool)).toMatchObject({ state: "notApplicable", reason: /turned off/ });
      const asked = fleet.simulator.requests().filter(({ service }) => service === "organizations");
      expect(asked.map(({ operation }) => operation).toSorted()).toEqual([
        "DescribeOrganization",
        "ListAccounts",
        "ListRoots",
      ]);
    });
  });

  it("says which permission is missing, keeps the accounts, and what it knew before", async () => {
    const database = await newDatabase();
    const before = await synced(database, {}, { sources: [...sources] }, levelsByName);
    await synced(
      database,
      { faults: "deny=organizations:DescribePolicy" },
      { sources: [...sources] },
      async (fleet) => {
        expect(await levelsByName(fleet)).toEqual(before);
        const task = await taskOf(database);
        expect(task?.status).toBe("partial");
        expect(task?.reason).toMatch(/^Service control policies: organizations:DescribePolicy is denied/);
        expect(task?.remedy).toContain('"organizations:DescribePolicy"');
        const { rows } = await database.pool.query("SELECT state FROM source_states WHERE source = 'accounts'");
        expect(rows).toEqual([{ state: "known" }]);
      },
    );
  });

  it("of a member account that may not read the organisation knows nothing of them, and misses nothing", async () => {
    const database = await newDatabase();
    const simulator = await startSimulator(small);
    await simulator.close();
    const [, member] = simulator.fleet.accounts.map(({ id }) => id);
    await synced(database, { callerAccountId: member ?? "" }, { sources: [...sources] }, async () => {
      expect(await controlLevelsOf(database.pool, member ?? "")).toBe(null);
      expect((await taskOf(database))?.status).toBe("succeeded");
    });
  });
});

describe("roles whose limits change between two readings", () => {
  const verdicts = async ({ pool }: TestDatabase) => {
    const { rows } = await pool.query<{ account: string; admins: number }>(
      `SELECT a.name AS account, count(*) FILTER (WHERE r.admin)::int AS admins
       FROM roles r JOIN accounts a ON a.id = r.account_id WHERE r.deleted_at IS NULL GROUP BY 1 ORDER BY 1`,
    );
    return new Map(rows.map(({ account, admins }) => [account, admins]));
  };

  it("are judged again where they are concerned, without being read", async () => {
    const database = await newDatabase();
    await synced(
      database,
      {},
      { sources: ["accounts", "regions", "limits", "functions", "roles"] },
      async () => undefined,
    );
    const before = await verdicts(database);
    const concerned = [...before].filter(([name, admins]) => admins > 0 && name !== "org-management");
    expect(concerned.length).toBeGreaterThan(0);
    await synced(database, { controlPolicies: [denyAll] }, { sources: [...sources] }, async () => undefined);
    const after = await verdicts(database);
    expect(after.get("org-management")).toBe(before.get("org-management"));
    for (const [name] of concerned) expect(after.get(name), name).toBe(0);
  });
});
