import {
  DescribePolicyCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
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

it("attaches service control policies to the root, units and accounts that they are planted on", async () => {
  const Filter = "SERVICE_CONTROL_POLICY";
  const account = (await start()).accounts[3]?.id ?? "";
  await simulator?.close();
  const document = { Version: "2012-10-17", Statement: [] };
  const { client } = await start({
    controlPolicies: [{ name: "Guard", document, on: ["Root", "Production", account] }],
  });
  const { Roots } = await client.send(new ListRootsCommand({}));
  expect(Roots?.[0]?.PolicyTypes).toEqual([{ Type: Filter, Status: "ENABLED" }]);
  const { Policies = [] } = await client.send(new ListPoliciesCommand({ Filter }));
  expect(Policies.map(({ Name, AwsManaged, Type }) => [Name, AwsManaged, Type])).toEqual([
    ["FullAWSAccess", true, Filter],
    ["Guard", false, Filter],
  ]);
  const PolicyId = Policies[1]?.Id ?? "";
  expect(PolicyId).toMatch(/^p-[0-9a-z]{8}$/);
  const { Targets = [] } = await client.send(new ListTargetsForPolicyCommand({ PolicyId }));
  expect(Targets.map(({ Name, Type }) => `${Type} ${Name}`)).toEqual([
    "ROOT Root",
    "ORGANIZATIONAL_UNIT Production",
    "ACCOUNT platform",
  ]);
  const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId }));
  expect(JSON.parse(Policy?.Content ?? "")).toEqual(document);
  const onAccount = await client.send(new ListPoliciesForTargetCommand({ TargetId: account, Filter }));
  expect(onAccount.Policies?.map(({ Name }) => Name)).toEqual(["FullAWSAccess", "Guard"]);
});

it("has no policy attached anywhere where service control policies are turned off", async () => {
  const { client } = await start({ controlPolicies: null });
  expect((await client.send(new ListRootsCommand({}))).Roots?.[0]?.PolicyTypes).toEqual([]);
  const { Targets } = await client.send(new ListTargetsForPolicyCommand({ PolicyId: "p-FullAWSAccess" }));
  expect(Targets).toEqual([]);
});
