import {
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { afterEach, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "#simulator/server.ts";

const small = { accounts: 20, functions: 60, seed: 4, regions: ["us-east-1"], quotaScale: 100 };
let simulator: Simulator | undefined;

afterEach(async () => {
  await simulator?.close();
});

async function start(options: SimulatorOptions = {}) {
  simulator = await startSimulator({ ...small, ...options });
  return { accounts: simulator.fleet.accounts, client: new OrganizationsClient(clientConfig(simulator)) };
}

it("every account stands in one unit, or directly under the root", async () => {
  const { accounts, client } = await start();
  const root = (await client.send(new ListRootsCommand({}))).Roots?.[0]?.Id ?? "";
  const found: string[] = [];
  for (const parents = [root]; parents.length > 0; ) {
    const ParentId = parents.shift();
    const below = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
    parents.push(...(below.OrganizationalUnits ?? []).map(({ Id = "" }) => Id));
    for (const { Id = "" } of (await client.send(new ListAccountsForParentCommand({ ParentId }))).Accounts ?? []) {
      found.push(Id);
      const { Parents } = await client.send(new ListParentsCommand({ ChildId: Id }));
      expect(Parents?.[0]?.Id).toBe(ParentId);
    }
  }
  expect(found.toSorted()).toEqual(accounts.map(({ id }) => id));
});

it("says who is suspended or being closed, and does not know who has left", async () => {
  const ids = (await start()).accounts.map(({ id }) => id);
  await simulator?.close();
  const { client } = await start({ faults: `suspended=${ids[1]},closing=${ids[2]},left=${ids[3]}` });
  const { Accounts = [] } = await client.send(new ListAccountsCommand({ MaxResults: 4 }));
  expect(Accounts.map(({ Id, State, Status }) => [Id, State, Status])).toEqual([
    [ids[0], "ACTIVE", "ACTIVE"],
    [ids[1], "SUSPENDED", "SUSPENDED"],
    [ids[2], "PENDING_CLOSURE", "PENDING_CLOSURE"],
    [ids[4], "ACTIVE", "ACTIVE"],
  ]);
});

it("answers a delegated administrator, and refuses every other member", async () => {
  const ids = (await start()).accounts.map(({ id }) => id);
  await simulator?.close();
  const member = ids[1] ?? "";
  const refused = await start({ callerAccountId: member });
  await expect(refused.client.send(new ListAccountsCommand({}))).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: "You don't have permissions to access this resource.",
  });
  await simulator?.close();
  const { client } = await start({ callerAccountId: member, delegatedAdministrators: [member] });
  const { DelegatedAdministrators } = await client.send(new ListDelegatedAdministratorsCommand({}));
  expect(DelegatedAdministrators?.map(({ Id }) => Id)).toEqual([member]);
});
