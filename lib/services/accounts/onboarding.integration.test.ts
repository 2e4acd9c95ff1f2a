import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { getCheck, listChecks, saveCheck } from "#lib/db/sql/access-checks.ts";
import { listAccounts } from "#lib/db/sql/accounts.ts";
import { type DiscoveredAccount, saveDiscoveredAccounts } from "#lib/db/sql/organization-accounts.ts";
import { type AccessTest, verdictOf } from "#lib/domain/accounts/access-test.ts";
import { createServiceContext } from "#lib/services/context.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet, type SyncedFleetOptions } from "#lib/testing/synced-fleet.ts";
import { startSimulator } from "#simulator/server.ts";
import { startAccessChecks } from "./access-check-runner.ts";
import { addAccount } from "./add-account.ts";
import { connectAccounts } from "./connect-accounts.ts";
import { importAccounts, importLookedAt } from "./import-accounts.ts";
import { listConnectedAccounts } from "./list-connected-accounts.ts";
import { organizationImportInput } from "./organization-import.ts";
import { requestOrganizationLook } from "./organization-look.ts";
import { removeAccount, restoreAccount } from "./remove-account.ts";
import { requestAccessTests } from "./request-access-tests.ts";
import { updateAccount } from "./update-account.ts";

const small = { accounts: 5, regions: ["eu-west-1"], functions: 60, seed: 4, quotaScale: 200 };
const settings = { roleName: "LamplightReadOnly", homeRegion: "eu-west-1" };
const signal = AbortSignal.timeout(300_000);
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  return database;
}

async function open(options: SyncedFleetOptions = {}, database?: TestDatabase): Promise<SyncedFleet> {
  const fleet = await openSyncedFleet(database ?? (await newDatabase()), { ...small, ...options });
  cleanups.push(() => fleet.close());
  return fleet;
}

/** Ids of the fleet, which follow from the seed. */
async function ids(): Promise<readonly string[]> {
  const simulator = await startSimulator(small);
  await simulator.close();
  return simulator.fleet.accounts.map(({ id }) => id);
}

const nobody = {
  ...{ callerArn: null, identity: { reason: null, remedy: null }, regions: [], region: null, actions: [], calls: 1 },
  ...{ hops: [{ roleArn: "arn:r", result: "denied", reason: "Denied.", remedy: null, statement: null }], costUsd: 0 },
} satisfies AccessTest;
const answers = { denied: nobody, known: { ...nobody, callerArn: "arn:me", region: "eu-west-1", hops: [] } };

/** A worker's context in which AWS answers a test only once it may go on. */
function heldUp(context: SyncContext, result: keyof typeof answers) {
  const reached = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  const held: SyncContext = {
    ...context,
    aws: {
      ...context.aws,
      testAccess: async () => {
        reached.resolve();
        await free.promise;
        return answers[result];
      },
    },
  };
  return { context: held, reached: reached.promise, goOn: () => free.resolve() };
}

const chosen = (raw: object = {}) => organizationImportInput.parse(raw);
const readBySync = async ({ context }: SyncedFleet) =>
  (await listAccounts(context.db.pool))
    .filter(({ enabled, status }) => enabled && status === "ACTIVE")
    .map(({ id }) => id);

describe("an import of the organisation", () => {
  it("of a look that is days old leaves out who had gone by then, and nobody who has come since", async () => {
    const database = await newDatabase();
    const at = (day: number) => new Date(Date.UTC(2026, 10, day));
    const account = (accountId: string): DiscoveredAccount => ({
      accountId,
      name: accountId,
      email: null,
      status: "ACTIVE",
      isManagement: false,
      origin: "organization",
      roleArn: null,
      externalId: null,
      via: [],
    });
    const [gone, stays, came] = ["111111111111", "222222222222", "333333333333"] as const;
    await saveDiscoveredAccounts(database.pool, [account(gone), account(stays)], at(1));
    const organization = { role: "management", reason: null, remedy: null, complete: true };
    const look = { callerAccountId: stays, organization, accounts: [account(stays)], filteredOut: [] };
    await saveCheck(database.pool, "organization", { result: look, requestedBy: "Ada", now: at(10) });
    await saveDiscoveredAccounts(database.pool, [account(came)], at(15));
    const context = createServiceContext({
      ...{ db: database, actor: { kind: "cli", name: "test" }, logger: pino({ level: "silent" }) },
      clock: { now: () => at(20) },
    });
    await importLookedAt(context, settings);
    expect((await listAccounts(database.pool)).filter(({ enabled }) => enabled).map(({ id }) => id)).toEqual([
      stays,
      came,
    ]);
  });

  it("keeps nothing in a dry run, connects once, and says who is suspended", async () => {
    const all = await ids();
    const fleet = await open({ faults: `suspended=${all[2]},closing=${all[3]}` });
    const dry = await importAccounts(fleet.context, chosen(), { dryRun: true, signal });
    expect(await listAccounts(fleet.context.db.pool)).toEqual([]);
    const outcomes = (found: typeof dry) => found.accounts.map(({ outcome, status }) => `${outcome} ${status}`);
    expect(outcomes(dry)).toEqual([
      "new ACTIVE",
      "new ACTIVE",
      "closed SUSPENDED",
      "closed PENDING_CLOSURE",
      "new ACTIVE",
    ]);
    expect(outcomes(await importAccounts(fleet.context, chosen(), { dryRun: false, signal }))).toEqual(outcomes(dry));
    expect(
      (await importAccounts(fleet.context, chosen(), { dryRun: false, signal })).accounts.map(({ outcome }) => outcome),
    ).toEqual(["known", "known", "closed", "closed", "known"]);
    expect(await readBySync(fleet)).toEqual([all[0], all[1], all[4]]);
    expect(dry.organization.role).toBe("management");
  });

  it("chooses by unit and by account, and later syncs go by it", async () => {
    const fleet = await open({ accounts: 8 });
    const { fleet: planted } = fleet.simulator;
    const suffix = planted.organization.rootId.replace(/^r-/, "");
    const filter = { units: [`ou-${suffix}-producti`] };
    const names = async () =>
      (await listConnectedAccounts(fleet.context))
        .filter(({ leftOutSince }) => leftOutSince === null)
        .map(({ name }) => name);
    await importAccounts(fleet.context, chosen({ filter }), { dryRun: false, signal });
    expect(await names()).toEqual(["org-management", "payments-prod", "web-prod", "orders-prod"]);
    expect((await listConnectedAccounts(fleet.context))[1]?.organizationalUnit).toBe("Workloads/Production");
    await fleet.sync({ sources: ["accounts"] });
    expect(await names()).toEqual(["org-management", "payments-prod", "web-prod", "orders-prod"]);
    const without = { ...filter, excludedAccounts: [planted.accounts[1]?.id ?? ""] };
    await importAccounts(fleet.context, chosen({ filter: without }), { dryRun: false, signal });
    expect(await names()).toEqual(["org-management", "web-prod", "orders-prod"]);
    const reasons = (await listConnectedAccounts(fleet.context))
      .map(({ leftOutReason }) => leftOutReason)
      .filter(Boolean);
    expect(reasons).toEqual(["filtered"]);
  });

  it("works from a delegated administrator, and tells a member account what to do", async () => {
    const all = await ids();
    const member = all[1] ?? "";
    const delegated = await open({ callerAccountId: member, delegatedAdministrators: [member] });
    const found = await importAccounts(delegated.context, chosen(), { dryRun: false, signal });
    expect(found.organization.role).toBe("delegatedAdministrator");
    expect((await listConnectedAccounts(delegated.context)).map(({ origin }) => origin)).toEqual([
      "organization",
      "caller",
      "organization",
      "organization",
      "organization",
    ]);
    const outside = await open({ callerAccountId: member });
    const alone = await importAccounts(outside.context, chosen(), { dryRun: false, signal });
    expect(alone.organization).toMatchObject({ role: "outside", complete: false });
    expect(alone.organization.remedy).toContain("delegated administrator");
    expect(alone.accounts.map(({ accountId }) => accountId)).toEqual([member]);
  });

  it("marks an account that left, keeps it, and reads it again when it is back", async () => {
    const all = await ids();
    const database = await newDatabase();
    const before = await open({}, database);
    await before.sync({ sources: ["accounts", "regions"] });
    await before.close();
    cleanups.pop();
    const after = await open({ faults: `left=${all[4]}` }, database);
    await after.sync({ sources: ["accounts"] });
    const left = (await listConnectedAccounts(after.context)).filter(({ leftOutReason }) => leftOutReason !== null);
    expect(left).toMatchObject([{ accountId: all[4], leftOutReason: "notInOrganization", access: "known" }]);
    expect(await readBySync(after)).toEqual(all.slice(0, 4));
    await after.close();
    cleanups.pop();
    const back = await open({}, database);
    await back.sync({ sources: ["accounts"] });
    expect(await readBySync(back)).toEqual(all);
  });
});

describe("a list of accounts", () => {
  const text = "111122223333,one\nnonsense\n222233334444,two,arn:aws:iam::222233334444:role/Own,ext-2";

  it("tells each line, keeps nothing in a dry run, and changes nothing the second time", async () => {
    const { context } = await open();
    const outcomes = async (dryRun: boolean) =>
      (await connectAccounts(context, settings, { text, dryRun })).map(({ line, outcome }) => `${line} ${outcome}`);
    expect(await outcomes(true)).toEqual(["1 new", "2 wrong", "3 new"]);
    expect(await listConnectedAccounts(context)).toEqual([]);
    expect(await outcomes(false)).toEqual(["1 new", "2 wrong", "3 new"]);
    const stored = await listConnectedAccounts(context);
    expect(await outcomes(false)).toEqual(["1 unchanged", "2 wrong", "3 unchanged"]);
    expect(await listConnectedAccounts(context)).toEqual(stored);
    expect(stored.map(({ name, roleArn }) => `${name} ${roleArn}`)).toEqual([
      "one arn:aws:iam::111122223333:role/LamplightReadOnly",
      "two arn:aws:iam::222233334444:role/Own",
    ]);
    const moved = await connectAccounts(context, settings, { text, externalId: "another" });
    expect(moved.map(({ outcome }) => outcome)).toEqual(["changed", "wrong", "unchanged"]);
  });

  it("keeps the chain of roles, and refuses one that goes in a circle", async () => {
    const { context } = await open();
    const hub = { roleArn: "arn:aws:iam::999900001111:role/Hub", externalId: "hub" };
    const chain = { text: "111122223333", via: [hub] };
    expect((await connectAccounts(context, settings, chain))[0]?.outcome).toBe("new");
    expect((await connectAccounts(context, settings, chain))[0]?.outcome).toBe("unchanged");
    expect((await listAccounts(context.db.pool))[0]?.via).toEqual([hub]);
    const own = "arn:aws:iam::111122223333:role/LamplightReadOnly";
    const circle = [{ roleArn: own, externalId: null }];
    await expect(updateAccount(context, { accountId: "111122223333", via: circle })).rejects.toThrow(/assume itself/);
    await expect(updateAccount(context, { accountId: "111122223333", roleArn: hub.roleArn })).rejects.toThrow(
      /not one of account/,
    );
    await expect(addAccount(context, { roleArn: own, via: [hub, hub] })).rejects.toThrow(/names a role twice/);
  });
});

describe("tests that a worker runs", () => {
  it("keep their result, mark the account, and survive a worker that stops", async () => {
    const all = await ids();
    const fleet = await open({ faults: `scp=${all[1]}:logs:StartQuery,untrusted=${all[2]},suspended=${all[3]}` });
    const { context } = fleet;
    await importAccounts(context, chosen(), { dryRun: false, signal });
    expect(await requestAccessTests(context, { accountIds: null })).toEqual({ asked: 4 });
    const first = startAccessChecks(context);
    await first.stop();
    expect((await listChecks(context.db.pool)).filter(({ state }) => state === "running")).toEqual([]);
    const runner = startAccessChecks(context);
    cleanups.push(() => runner.stop());
    runner.wake();
    const states = async () => (await listChecks(context.db.pool)).map(({ state }) => state);
    await expect.poll(states, { timeout: 30_000 }).toEqual(["done", "done", "done", "done"]);
    const verdicts = (await listChecks(context.db.pool)).map(({ result }) => verdictOf(result as AccessTest));
    expect(verdicts).toEqual(["complete", "incomplete", "closed", "complete"]);
    const access = (await listConnectedAccounts(context)).map((account) => account.access);
    expect(access).toEqual(["known", "known", "denied", "notYetRead", "known"]);
  });

  it("are the newest worker's: one that comes back after it was taken for dead keeps nothing", async () => {
    const { context } = await open();
    await connectAccounts(context, settings, { text: "111122223333" });
    await requestAccessTests(context, { accountIds: null });
    const [late, newer] = [heldUp(context, "denied"), heldUp(context, "known")];
    const first = startAccessChecks(late.context);
    cleanups.push(() => first.stop());
    await late.reached;
    await context.db.pool.query("UPDATE access_checks SET alive_at = alive_at - interval '1 minute'");
    const second = startAccessChecks(newer.context);
    cleanups.push(() => second.stop());
    await newer.reached;
    late.goOn();
    await first.stop();
    const access = async () => (await listConnectedAccounts(context)).map((account) => account.access);
    expect(await getCheck(context.db.pool, "111122223333")).toMatchObject({ state: "running", result: null });
    expect(await access()).toEqual(["notYetRead"]);
    newer.goOn();
    const state = async () => (await getCheck(context.db.pool, "111122223333"))?.state;
    await expect.poll(state, { timeout: 30_000 }).toBe("done");
    expect(await access()).toEqual(["known"]);
  });

  it("look at the organisation, and what was looked at is connected", async () => {
    const fleet = await open();
    const { context } = fleet;
    await expect(importLookedAt(context, settings)).rejects.toThrow("has not been looked at");
    await requestOrganizationLook(context, { roleName: "Another" });
    const runner = startAccessChecks(context);
    cleanups.push(() => runner.stop());
    await expect
      .poll(async () => (await getCheck(context.db.pool, "organization"))?.state, { timeout: 30_000 })
      .toBe("done");
    expect(await listConnectedAccounts(context)).toEqual([]);
    expect((await importLookedAt(context, settings)).accounts).toHaveLength(5);
    expect((await listConnectedAccounts(context))[1]?.roleArn).toMatch(/role\/Another$/);
  });
});

describe("a removed account", () => {
  it("leaves the fleet with its functions, stays away through imports, and comes back whole", async () => {
    const fleet = await open({ accounts: 2 });
    const { context } = fleet;
    await fleet.sync({ sources: ["accounts", "regions", "limits", "functions", "roles"] });
    const [own, other] = (await listConnectedAccounts(context)).map(({ accountId }) => accountId);
    const count = async (table: "functions" | "roles") => {
      const { rows } = await context.db.pool.query(
        `SELECT count(*)::int AS n FROM ${table} WHERE account_id = $1 AND deleted_at IS NULL`,
        [other],
      );
      return rows[0].n as number;
    };
    const before = [await count("functions"), await count("roles")];
    expect(Math.min(...before)).toBeGreaterThan(0);
    await removeAccount(context, { accountId: other ?? "" });
    expect([await count("functions"), await count("roles")]).toEqual([0, 0]);
    await fleet.sync({ sources: ["accounts"] });
    expect(await readBySync(fleet)).toEqual([own]);
    expect((await importAccounts(context, chosen(), { dryRun: true, signal })).accounts[1]?.outcome).toBe("removed");
    await restoreAccount(context, { accountId: other ?? "" });
    expect([await count("functions"), await count("roles")]).toEqual(before);
    expect(await readBySync(fleet)).toEqual([own, other]);
    await expect(removeAccount(context, { accountId: own ?? "" })).rejects.toThrow(/own account/);
  });
});
