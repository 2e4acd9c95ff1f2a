import { afterEach, expect, it } from "vitest";
import { rolePolicy } from "#lib/aws/role-policy.ts";
import { listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { policyGate } from "#lib/testing/policy-gate.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import type { Authorize } from "#simulator/simulation.ts";
import { organizationImportInput, saveOrganizationImport } from "./organization-import.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Accounts behind a hub, whose roles ask for an external id and may do what the policy says. */
async function open(authorize: Authorize): Promise<SyncedFleet> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const seed = 5;
  const idOfOwn = await ownAccountId(seed);
  const hub = { accountId: idOfOwn, roleName: "LamplightHub", externalId: "hub-id" };
  const fleet = await openSyncedFleet(database, {
    accounts: 2,
    regions: ["eu-west-1"],
    functions: 60,
    seed,
    now: new Date("2026-11-20T02:30:00Z"),
    settings: { hourDays: 1 },
    externalId: "account-id",
    hub,
    // The hub's own policy lets it assume roles and nothing else: the gate is about the accounts' roles.
    authorize: (asked) =>
      asked.roleName === hub.roleName && asked.action === "sts:AssumeRole" ? null : authorize(asked),
  });
  cleanups.push(() => fleet.close());
  const via = [{ roleArn: `arn:aws:iam::${idOfOwn}:role/LamplightHub`, externalId: "hub-id" }];
  const chosen = organizationImportInput.parse({ externalId: "account-id", via });
  await saveOrganizationImport(database.pool, chosen, new Date());
  return fleet;
}

async function ownAccountId(seed: number): Promise<string> {
  const { startSimulator } = await import("#simulator/server.ts");
  const simulator = await startSimulator({ accounts: 2, functions: 60, seed, regions: ["eu-west-1"] });
  await simulator.close();
  return simulator.fleet.organization.managementAccountId;
}

function without(action: string): Authorize {
  const Action = [rolePolicy().Statement[0]?.Action ?? []].flat().filter((one) => one !== action);
  return policyGate({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
}

it("exactly the template's policy lets a whole sync through, over a hub that is assumed once", async () => {
  const fleet = await open(policyGate(rolePolicy()));
  const { sync } = await fleet.sync();
  expect(await listUnlearned(fleet.context.db.pool, sync.id)).toEqual([]);
  const assumed = fleet.simulator.requests().filter(({ operation }) => operation === "AssumeRole");
  expect(assumed.reduce((sum, { calls }) => sum + calls, 0)).toBe(2);
});

it.each(["lambda:GetPolicy", "ec2:DescribeSubnets", "lambda:ListTags", "iam:GetAccountAuthorizationDetails"])(
  "a sync without %s names that action, and no other",
  async (action) => {
    const fleet = await open(without(action));
    const { sync } = await fleet.sync({
      sources: ["accounts", "regions", "limits", "functions", "roles", "detail", "network"],
    });
    const unlearned = await listUnlearned(fleet.context.db.pool, sync.id);
    const told = unlearned.map(({ reason }) => reason ?? "").join(" ");
    const named = new Set([...told.matchAll(/[a-z0-9]+:[A-Z]\w+/g)].map(([name]) => name));
    expect([...named]).toEqual([action]);
    const remedies = unlearned.map(({ remedy }) => remedy ?? "").join(" ");
    expect(remedies).toContain(`"Action": "${action}"`);
  },
);
