import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getControlReading, getOrganizationCounts, saveControlReading } from "#lib/db/sql/control-policies.ts";
import type {
  ControlReading,
  ObservedControlPolicy,
  OrganizationPlace,
} from "#lib/domain/accounts/control-policies.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { controlKeyOf, controlLevelsOf } from "./control-levels.ts";

type Known = Extract<ControlReading, { readonly state: "known" }>;

const management = "111122223333";
const [inUnit, atRoot, elsewhere] = ["222233334444", "333344445555", "999900001111"] as const;
const root = "r-abcd";
const [workloads, production] = ["ou-abcd-11111111", "ou-abcd-22222222"] as const;
const allow = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const denyIam = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:*","Resource":"*"}}';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const account = (id: string, parentId: string): OrganizationPlace => ({ id, kind: "account", parentId, name: null });
const everywhere = [root, workloads, production, management, inUnit, atRoot];
const policy = (name: string, more: Partial<ObservedControlPolicy>): ObservedControlPolicy => ({
  policyId: `p-${name}`,
  name,
  arn: `arn:aws:organizations::${management}:policy/o-1/service_control_policy/p-${name}`,
  content: allow,
  unread: null,
  targetIds: [],
  ...more,
});
const full = policy("FullAWSAccess", { targetIds: everywhere });
const guard = policy("guard", { content: denyIam, targetIds: [production] });
const whole: Known = {
  state: "known",
  managementAccountId: management,
  policies: [full, guard, policy("spare", { content: null })],
  places: [
    { id: root, kind: "root", parentId: null, name: "Root" },
    { id: workloads, kind: "unit", parentId: root, name: "Workloads" },
    { id: production, kind: "unit", parentId: workloads, name: "Production" },
    account(management, root),
    account(atRoot, root),
    account(inUnit, production),
  ],
};
const denied: ControlReading = {
  state: "denied",
  reason: "organizations:ListPolicies is denied in us-east-1.",
  remedy: "Allow it.",
  outside: false,
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(
    `INSERT INTO accounts (id, name, origin, organization_seen_at)
     SELECT id, id, 'organization', CASE WHEN id <> $2 THEN $3::timestamptz END FROM unnest($1::text[]) id`,
    [[management, inUnit, atRoot, elsewhere], elsewhere, at(1)],
  );
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("TRUNCATE control_readings, control_policies, control_attachments, organization_places");
});

const save = (reading: ControlReading, hour = 1) =>
  saveControlReading(database.pool, reading, { listedSince: at(hour), now: at(hour) });
const levelsOf = (id: string) => controlLevelsOf(database.pool, id);
const sourcesOf = async (id: string) => (await levelsOf(id))?.map((level) => level.map(({ source }) => source));
const keyOf = (id: string) => controlKeyOf(database.pool, id);

describe("the levels above an account", () => {
  it("begin at the root and end with the account, each policy by its name", async () => {
    await save(whole);
    const fullName = "SCP FullAWSAccess (p-FullAWSAccess)";
    expect(await sourcesOf(inUnit)).toEqual([[fullName], [fullName], [fullName, "SCP guard (p-guard)"], [fullName]]);
    expect(await sourcesOf(atRoot)).toEqual([[fullName], [fullName]]);
    const [, , unit] = (await levelsOf(inUnit)) ?? [];
    expect(unit?.[1]?.document).toMatchObject({ kind: "policy", statements: [{ effect: "Deny" }] });
  });

  it("are none for the management account, and for all where the policies are turned off", async () => {
    await save(whole);
    expect(await levelsOf(management)).toEqual([]);
    await save({ state: "notApplicable", reason: "They are turned off.", managementAccountId: management });
    for (const id of [management, inUnit, atRoot]) expect(await levelsOf(id)).toEqual([]);
    expect(await keyOf(inUnit)).toBe("none");
  });

  it("are not known before anything was read, nor of an account that the organisation does not name", async () => {
    expect(await levelsOf(inUnit)).toBe(null);
    await save(denied);
    expect(await levelsOf(inUnit)).toBe(null);
    await save(whole);
    expect(await levelsOf(elsewhere)).toBe(null);
    await save({ state: "notApplicable", reason: "They are turned off.", managementAccountId: management });
    expect(await levelsOf(elsewhere)).toBe(null);
    expect(await keyOf(elsewhere)).toBe("unknown");
  });

  it("are not known of an account that has left since", async () => {
    await save({ state: "notApplicable", reason: "They are turned off.", managementAccountId: management }, 2);
    // The list that came with the reading did not name it any more.
    expect(await levelsOf(inUnit)).toBe(null);
  });

  it("are not known where nothing is attached to a place, which AWS does not let be", async () => {
    const policies = [{ ...full, targetIds: everywhere.filter((id) => id !== workloads) }, guard];
    await save({ ...whole, policies });
    expect(await levelsOf(inUnit)).toBe(null);
    expect(await levelsOf(atRoot)).toHaveLength(2);
  });

  it("are not known where the way up does not reach the root", async () => {
    await save({ ...whole, places: whole.places.filter(({ id }) => id !== workloads) });
    expect(await levelsOf(inUnit)).toBe(null);
    expect(await levelsOf(atRoot)).toHaveLength(2);
  });

  it.each([
    ["could not be read", { content: null, unread: "DescribePolicy sent no document." }, /sent no document/],
    ["is no policy", { content: "not JSON" }, /policy document cannot be read/i],
  ])("hold the reason where a document %s", async (_name, broken, reason) => {
    await save({ ...whole, policies: [full, { ...guard, ...broken }] });
    const [, , unit] = (await levelsOf(inUnit)) ?? [];
    expect(unit?.[1]).toMatchObject({ source: "SCP guard (p-guard)", document: { kind: "error" } });
    expect(unit?.[1]?.document).toHaveProperty("message", expect.stringMatching(reason));
  });
});

describe("a reading that fails", () => {
  it("leaves what was known, and says since when it is not proved", async () => {
    await save(whole);
    const key = await keyOf(inUnit);
    await save(denied, 5);
    await save(denied, 6);
    expect(await keyOf(inUnit)).toBe(key);
    expect(await getControlReading(database.pool)).toEqual({
      state: "denied",
      reason: denied.state === "denied" ? denied.reason : "",
      remedy: "Allow it.",
      outside: false,
      since: at(5),
      observedAt: at(1),
      updatedAt: at(1),
    });
    await save(whole, 7);
    expect(await getControlReading(database.pool)).toMatchObject({ state: "known", since: at(7), reason: null });
  });
});

describe("the key of an account's levels", () => {
  const keys = async () => [await keyOf(inUnit), await keyOf(atRoot)];
  const changes: readonly (readonly [string, Known, readonly boolean[]])[] = [
    ["nothing changes", whole, [false, false]],
    ["AWS lists in another order", { ...whole, policies: whole.policies.toReversed() }, [false, false]],
    ["a policy that is attached nowhere changes", { ...whole, policies: [full, guard] }, [false, false]],
    [
      "a document above one of them changes",
      { ...whole, policies: [full, { ...guard, content: allow }] },
      [true, false],
    ],
    ["a policy is attached above both", { ...whole, policies: [full, { ...guard, targetIds: [root] }] }, [true, true]],
    ["a policy is called otherwise", { ...whole, policies: [full, { ...guard, name: "other" }] }, [true, false]],
    [
      "an account moves",
      { ...whole, places: whole.places.map((place) => (place.id === inUnit ? account(inUnit, workloads) : place)) },
      [true, false],
    ],
  ];
  it.each(changes)("%s", async (_name, changed, differs) => {
    await save(whole);
    const before = await keys();
    const levels = [await levelsOf(inUnit), await levelsOf(atRoot)];
    await save(changed, 2);
    expect((await keys()).map((key, index) => key !== before[index])).toEqual(differs);
    const after = [await levelsOf(inUnit), await levelsOf(atRoot)];
    expect(after.map((one, index) => JSON.stringify(one) !== JSON.stringify(levels[index]))).toEqual(differs);
  });

  it("says when something changed: not when the same is read again", async () => {
    await save(whole);
    await save({ ...whole, places: whole.places.toReversed() }, 2);
    expect(await getControlReading(database.pool)).toMatchObject({ observedAt: at(2), updatedAt: at(1) });
    await save({ ...whole, policies: [full] }, 3);
    expect(await getControlReading(database.pool)).toMatchObject({ updatedAt: at(3) });
  });
});

it("is counted for the calls that it takes", async () => {
  expect(await getOrganizationCounts(database.pool)).toBe(null);
  await save(whole);
  const counts = await getOrganizationCounts(database.pool);
  expect(counts?.policyTargets.toSorted()).toEqual([0, 1, 6]);
  expect(counts?.parents.map(({ units, accounts }) => `${units} ${accounts}`).toSorted()).toEqual([
    "0 1",
    "1 0",
    "1 2",
  ]);
  await save({ state: "notApplicable", reason: "They are turned off.", managementAccountId: management });
  expect(await getOrganizationCounts(database.pool)).toEqual({ parents: [], policyTargets: [] });
  await save({ state: "notApplicable", reason: "There is no organisation.", managementAccountId: null });
  expect(await getOrganizationCounts(database.pool)).toBe(null);
});
