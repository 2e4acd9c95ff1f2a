import { randomUUID } from "node:crypto";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { savePolicies, saveRoles } from "#lib/db/sql/roles.ts";
import { recordSnapshots } from "#lib/db/sql/snapshots.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { judgeRoles } from "#lib/services/roles/judge-roles.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { decideRoleAccess } from "./decide-role-access.ts";
import { getRole } from "./get-role.ts";
import { getRoleHistory } from "./get-role-history.ts";
import { getRolePermissions } from "./get-role-permissions.ts";
import { getRoleStanding } from "./get-role-standing.ts";

const accountId = "111122223333";
const now = new Date("2026-11-20T10:00:00Z");
const later = new Date("2026-11-21T10:00:00Z");
const arnOf = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
const policyArn = `arn:aws:iam::${accountId}:policy/orders`;
const policy = (...Statement: object[]): Json => ({ Version: "2012-10-17", Statement }) as Json;
const allow = (Action: string | string[], Resource = "*") => ({ Effect: "Allow", Action, Resource });
const trust = policy({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" });
const make = allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]);
const reading = allow("s3:GetObject", "arn:aws:s3:::orders/*");
let database: TestDatabase;

function role(name: string, attachedPolicyArns: readonly string[], inline: Readonly<Record<string, Json>> = {}) {
  return {
    roleArn: arnOf(name),
    roleId: `AROA${name}`,
    name,
    path: "/",
    trustPolicy: trust,
    inlinePolicies: Object.entries(inline).map(([policyName, document]) => ({ name: policyName, document })),
    attachedPolicyArns,
    boundaryArn: null,
    createdAt: now,
    lastUsedAt: null,
    lastUsedRegion: null,
    tags: {},
    trustsLambda: true,
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  await database.prisma.account.create({
    data: { id: accountId, name: "orders", origin: "configured", accessState: "known" },
  });
  const roles = [
    role("strong", [], { all: policy(allow("*")) }),
    role("maker", [], { make: policy(allow("logs:PutLogEvents"), make) }),
    role("reader", [policyArn]),
    role("unread", ["arn:aws:iam::aws:policy/NotAmongThem"]),
    { ...role("instance", [policyArn]), trustsLambda: false },
  ];
  await saveRoles(database.pool, accountId, roles, now);
  await savePolicies(
    database.pool,
    accountId,
    [{ policyArn, name: "orders", defaultVersionId: "v2", document: policy(reading) }],
    now,
  );
  await database.pool.query(
    `INSERT INTO source_states (account_id, region, source, state, since, observed_at, updated_at)
       VALUES ($1, '', 'roles', 'known', $2, $2, $2),
       ($1, 'eu-west-1', 'functions', 'known', $2, $2, $2)`,
    [accountId, now],
  );
  const actor = { kind: "system", name: "test" } as const;
  const context = createServiceContext({ db: database, actor, logger: pino({ level: "silent" }) });
  await judgeRoles(context, { accountId });
});

afterAll(async () => {
  await sharedDatabase().close();
  await database.drop();
});

describe("the page of a role", () => {
  it("leads from each verdict to a statement that stands in its documents", async () => {
    const maker = await getRole(arnOf("maker"));
    const anchors = maker?.policies.flatMap(({ statements }) => statements.map(({ anchor }) => anchor)) ?? [];
    const [path] = maker?.judgement?.escalations.telling ?? [];
    expect(path?.steps.map(({ action }) => action)).toEqual(expect.arrayContaining(["iam:PassRole"]));
    expect(path?.gains[0]).toEqual({ text: arnOf("strong"), href: expect.stringContaining("strong") });
    const links = maker?.judgement?.verdicts.flatMap(({ statements }) => statements) ?? [];
    expect(links.length).toBeGreaterThan(0);
    for (const { anchor } of links) expect(anchors).toContain(anchor);
    const lit = maker?.policies[0]?.statements[1]?.marks.map(({ kind }) => kind);
    expect(lit).toContain("privilegeEscalation");
    expect(maker?.severity).toBe("high");
  });

  it("tells what is not known, with the reason, and what can be told all the same", async () => {
    const unread = await getRole(arnOf("unread"));
    expect(unread?.judgement).toBeNull();
    expect(unread?.unknown?.reason).toContain("NotAmongThem");
    expect(unread?.policies[0]).toMatchObject({ statements: [], unknown: expect.stringContaining("not among those") });
    expect(unread?.assumers).toMatchObject({ services: ["lambda.amazonaws.com"], unknown: null });
    const request = { action: "s3:GetObject", resource: "*" };
    await expect(decideRoleAccess(arnOf("unread"), request)).resolves.toMatchObject({ state: "unknown" });
    await expect(getRolePermissions(arnOf("unread"))).resolves.toMatchObject({ state: "unknown" });
  });

  it("is there for the role of another service, which ways to gain rights lead to", async () => {
    await expect(getRole(arnOf("instance"))).resolves.toMatchObject({ name: "instance", unknown: null, functions: 0 });
  });

  it("does not know whom a role trusts while the account's roles cannot be read: it may have changed", async () => {
    const change = (state: string, reason: string | null) =>
      database.pool.query("UPDATE source_states SET state = $1, reason = $2 WHERE source = 'roles'", [state, reason]);
    await change("denied", "iam:GetAccountAuthorizationDetails is denied.");
    const denied = await getRole(arnOf("reader"));
    await change("known", null);
    const unknown = "iam:GetAccountAuthorizationDetails is denied.";
    expect(denied).toMatchObject({ judgement: null, assumers: { services: [], issues: [], unknown } });
  });

  it("is nothing for a role that was never seen", async () => {
    await expect(getRole(arnOf("nobody"))).resolves.toBeNull();
    await expect(getRolePermissions(arnOf("nobody"))).resolves.toBeNull();
    await expect(decideRoleAccess(arnOf("nobody"), { action: "*", resource: "*" })).rejects.toThrow(/never seen/);
  });

  it("answers what the role may do by the statement of its managed policy", async () => {
    const reader = await getRole(arnOf("reader"));
    const statement = reader?.policies[0]?.statements[0];
    const request = { action: "s3:getobject", resource: "arn:aws:s3:::orders/1" };
    await expect(decideRoleAccess(arnOf("reader"), request)).resolves.toMatchObject({
      answer: "allowed",
      because: [{ link: { anchor: statement?.anchor, label: "statement 1 of orders" }, statement: reading }],
    });
    await expect(
      decideRoleAccess(arnOf("reader"), { ...request, resource: "arn:aws:s3:::other/1" }),
    ).resolves.toMatchObject({ answer: "denied", because: [] });
  });

  it("counts what the role holds by service and class", async () => {
    const permissions = await getRolePermissions(arnOf("reader"));
    expect(permissions).toMatchObject({
      state: "known",
      services: [{ service: "s3", onAllResources: 0, whole: false }],
    });
    const levels = permissions?.state === "known" ? permissions.services[0]?.levels : undefined;
    expect([levels?.read.granted, levels?.write.granted]).toEqual([1, 0]);
  });

  it("has nobody on a role that no function runs as", async () => {
    await expect(getRoleStanding(accountId, arnOf("reader"))).resolves.toEqual({
      functions: 0,
      regions: [],
      teams: [],
      busiest: [],
    });
  });

  it("tells what changed in its documents, statement by statement", async () => {
    const documentOf = (inline: Json) => ({
      TrustPolicy: trust,
      Policies: { make: inline },
      AttachedPolicyArns: [policyArn],
      PermissionsBoundary: null,
      Tags: {},
    });
    const entry = (inline: Json) => [{ entityId: arnOf("maker"), document: documentOf(inline) }];
    const managed = (document: Json) => [{ entityId: policyArn, document }];
    await recordSnapshots(database.pool, accountId, "role", entry(policy(reading)), now);
    await recordSnapshots(database.pool, accountId, "policy", managed(policy(reading)), now);
    await recordSnapshots(database.pool, accountId, "role", entry(policy(reading, make)), later);
    await recordSnapshots(database.pool, accountId, "policy", managed(policy(reading, allow("sqs:*"))), later);
    const { entries, since } = await getRoleHistory(accountId, arnOf("maker"), []);
    expect(since).toBe(now.toISOString());
    expect(entries.map(({ at }) => at)).toEqual([later.toISOString()]);
    expect(
      entries[0]?.documents.map(({ kind, name, diff }) => [kind, name, diff.kept, diff.statements.length]),
    ).toEqual([
      ["inline", "make", 1, 1],
      ["managed", policyArn, 1, 1],
    ]);
    await expect(getRoleHistory(accountId, arnOf(randomUUID()), [])).resolves.toEqual({ entries: [], since: null });
  });
});
