import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveRegionResources } from "#lib/db/sql/region-resources.ts";
import type { ObservedRegionResource } from "#lib/domain/fleet/observed-region-resource.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";

let database: TestDatabase;
let fleet: SyncedFleet;
const region = "eu-west-1";

beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await openSyncedFleet(database, { accounts: 1, regions: [region], functions: 3, seed: 5 });
});

afterAll(async () => {
  await fleet?.close();
  await database?.drop();
});

async function sync() {
  const { sync: ended } = await fleet.sync({
    sources: ["accounts", "regions", "limits", "functions", "region-resources"],
  });
  const { rows: states } = await database.pool.query(
    "SELECT state, reason FROM source_states WHERE source = 'region-resources'",
  );
  const { rows: listed } = await database.pool.query(
    "SELECT name, unknowns->'memoryMb'->>'state' AS memory FROM fleet_functions WHERE function_type = 'web' AND deleted_at IS NULL",
  );
  return { status: ended.status, states, listed };
}

describe("what a Region has beside event functions", () => {
  it("is listed with the functions, its settings unknown and not 0", async () => {
    const { status, states, listed } = await sync();
    const cell = fleet.simulator.fleet.cell(fleet.simulator.fleet.accounts[0]?.id ?? "", region);
    expect(status).toBe("complete");
    expect(states).toEqual([{ state: "known", reason: null }]);
    expect(listed.map(({ name }) => name).sort()).toEqual(
      cell
        ?.webFunctions()
        .map((web) => web.functionName)
        .sort(),
    );
    expect(listed.every(({ memory }) => memory === "notYetRead")).toBe(true);
  });

  it("stays as it was known while its list is denied, and says since when it is not proved", async () => {
    const accountId = fleet.simulator.fleet.accounts[0]?.id ?? "";
    const before = (await sync()).listed.length;
    const unknown = { state: "denied", reason: "lambda:ListWebFunctions is denied.", since: null } as const;
    const kind: ObservedRegionResource["kind"] = "webFunction";
    await saveRegionResources(database.pool, { accountId, region }, { kind, resources: [], unknown }, new Date());
    const { rows } = await database.pool.query("SELECT resource_unknowns AS u FROM account_regions");
    expect(rows).toEqual([{ u: { webFunction: unknown } }]);
    const again = await sync();
    expect(again.listed).toHaveLength(before);
    expect(again.states).toEqual([{ state: "known", reason: null }]);
    await saveRegionResources(
      database.pool,
      { accountId, region },
      { kind, resources: [], unknown: null },
      new Date(Date.now() + 86_400_000),
    );
    const left = await database.pool.query(
      "SELECT id FROM fleet_functions WHERE function_type = 'web' AND deleted_at IS NULL",
    );
    expect(left.rows).toEqual([]);
  });

  it("asks for schedules and policies only where something is scaled", async () => {
    const { rows } = await database.pool.query<{ operation: string }>(
      "SELECT DISTINCT operation FROM aws_usage_days WHERE service = 'application-autoscaling'",
    );
    expect(rows).toEqual([{ operation: "DescribeScalableTargets" }]);
  });
});
