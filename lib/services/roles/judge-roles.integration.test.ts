import { randomUUID } from "node:crypto";
import pino from "pino";
import { expect, it, onTestFinished } from "vitest";
import { saveRoles } from "#lib/db/sql/roles.ts";
import { saveSourceState } from "#lib/db/sql/source-states.ts";
import type { RoleJudgement } from "#lib/domain/iam/judgement/role-judgement.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { evaluateRoleFindings } from "#lib/services/findings/evaluate-role-findings.ts";
import { contextOfTask, TaskLostError } from "#lib/services/sync/task-context.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { judgeRoles } from "./judge-roles.ts";
import { loadRoleRights } from "./role-rights-of.ts";

const accountId = "111122223333";
const now = new Date("2026-11-20T10:00:00Z");
const arnOf = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;

function roleWith(name: string, actions: string | readonly string[], more = {}) {
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] };
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  return {
    roleArn: arnOf(name),
    roleId: `AROA${name}`,
    name,
    path: "/",
    trustPolicy: { Version: "2012-10-17", Statement: [trust] },
    inlinePolicies: [{ name: "own", document }],
    attachedPolicyArns: [] as string[],
    boundaryArn: null,
    createdAt: now,
    lastUsedAt: null,
    lastUsedRegion: null,
    tags: {},
    trustsLambda: true,
    ...more,
  };
}

async function storeWith(roles: readonly ReturnType<typeof roleWith>[]) {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const actor = { kind: "system", name: "test" } as const;
  const context = createServiceContext({ db: database, actor, logger: pino({ level: "silent" }) });
  const { pool } = database;
  await pool.query("INSERT INTO accounts (id, name, origin, created_at) VALUES ($1, 'one', 'configured', $2)", [
    accountId,
    now,
  ]);
  await saveRoles(pool, accountId, roles, now);
  const of = async (name: string) => {
    const { rows } = await pool.query<{
      admin: boolean | null;
      severity: string | null;
      judgement: RoleJudgement | null;
      unknowns: object;
      /** Changes whenever the row is written. */
      version: string;
    }>("SELECT admin, severity, judgement, unknowns, xmin::text AS version FROM roles WHERE role_arn = $1", [
      arnOf(name),
    ]);
    const [row] = rows;
    if (row === undefined) throw new Error(`There is no role ${name}.`);
    return row;
  };
  const judge = () => judgeRoles(context, { accountId });
  const addFunction = (name: string, role: string) =>
    pool.query(
      `INSERT INTO functions (account_id, region, name, arn, role_arn, architecture, package_type, description,
         last_modified, ephemeral_storage_mb, snap_start, tracing_mode, log_format, log_group_name, document_sha256,
         first_seen_at, last_seen_at)
       VALUES ($1, 'eu-west-1', $2, $3, $5, 'arm64', 'Zip', '', $4, 512, 'None', 'PassThrough', 'Text', '', '\\x00', $4, $4)`,
      [accountId, name, `arn:aws:lambda:eu-west-1:${accountId}:function:${name}`, now, arnOf(role)],
    );
  return { context, pool, of, judge, addFunction };
}

it("keeps the verdicts of whoever holds the task, and none of a worker that has lost it", async () => {
  const { context, of, judge } = await storeWith([roleWith("everything", "*")]);
  const lost = contextOfTask(context, { id: randomUUID(), attempts: 1 }, new AbortController().signal);
  await expect(judgeRoles(lost, { accountId })).rejects.toBeInstanceOf(TaskLostError);
  expect(await of("everything")).toMatchObject({ admin: null, severity: null, judgement: null });
  await judge();
  expect(await of("everything")).toMatchObject({ admin: true, severity: "critical" });
});

it("judges an account again only when something that verdicts rest on has changed, and writes what differs", async () => {
  const { of, judge, addFunction } = await storeWith([
    roleWith("deployer", "lambda:UpdateFunctionCode"),
    roleWith("strong", "dynamodb:*"),
  ]);
  await judge();
  const before = [await of("deployer"), await of("strong")];
  expect(before[0]?.judgement?.escalations).toEqual([]);
  await judge();
  expect([await of("deployer"), await of("strong")]).toEqual(before);

  await addFunction("orders", "strong");
  await judge();
  const { judgement } = await of("deployer");
  expect(judgement?.escalations.map(({ viaRole }) => viaRole)).toContain(arnOf("strong"));
  expect((await of("strong")).version).toBe(before[1]?.version);
});

it("takes every role that trusts Lambda to have a function while a Region's functions are not known", async () => {
  const { pool, of, judge } = await storeWith([
    roleWith("deployer", "lambda:UpdateFunctionCode"),
    roleWith("strong", "dynamodb:*"),
  ]);
  const reason = "lambda:ListFunctions is denied.";
  const denied = {
    accountId,
    region: "eu-west-1",
    source: "functions",
    state: "denied",
    reason,
    remedy: null,
  } as const;
  await saveSourceState(pool, denied, now);
  await judge();
  expect((await of("deployer")).judgement?.verdicts.privilegeEscalation).toBe(true);
});

it("does not hold a role for unused, nor its findings for resolved, while a Region's functions are not known", async () => {
  const { context, pool, judge, addFunction } = await storeWith([
    roleWith("strong", "dynamodb:*"),
    roleWith("waiting", "dynamodb:*"),
  ]);
  const state = { accountId, region: "", source: "roles", state: "known", reason: null, remedy: null } as const;
  await saveSourceState(pool, state, now);
  await addFunction("orders", "strong");
  const outcome = async () => {
    await judge();
    await evaluateRoleFindings(context, { accountId });
    const { rows } = await pool.query(
      `SELECT o.firing, o.not_applicable AS "notApplicable", o.unknown, i.status, i.unverified_reason IS NULL AS verified
       FROM rule_outcomes o JOIN findings i USING (rule) WHERE rule = 'role-wildcard-service'`,
    );
    return rows;
  };
  expect(await outcome()).toEqual([{ firing: 1, notApplicable: 1, unknown: 0, status: "open", verified: true }]);
  const denied = { ...state, region: "us-east-1", source: "functions", state: "denied", reason: "Refused." } as const;
  await saveSourceState(pool, denied, now);
  await pool.query("UPDATE functions SET deleted_at = $1", [now]);
  expect(await outcome()).toEqual([{ firing: 0, notApplicable: 0, unknown: 2, status: "open", verified: false }]);
  await saveSourceState(pool, { ...denied, state: "known", reason: null }, now);
  expect(await outcome()).toEqual([{ firing: 0, notApplicable: 2, unknown: 0, status: "resolved", verified: true }]);
});

it("says why a role is not judged whose policy was not listed, and forgets what was judged before", async () => {
  const { pool, of, judge } = await storeWith([roleWith("r", "s3:*")]);
  await judge();
  expect((await of("r")).severity).toBe("high");
  const attachedPolicyArns = [`arn:aws:iam::${accountId}:policy/gone`];
  await saveRoles(pool, accountId, [roleWith("r", "s3:*", { attachedPolicyArns })], now);
  await judge();
  const { admin, severity, judgement, unknowns } = await of("r");
  expect({ admin, severity, judgement }).toEqual({ admin: null, severity: null, judgement: null });
  expect(JSON.stringify(unknowns)).toContain("policy/gone: The policy was not among those that IAM listed.");
  expect(await loadRoleRights(pool, arnOf("r"))).toEqual({
    unknown: expect.stringContaining("not among those that IAM listed"),
  });
});

it("loads the rights of one role, and null of one that was never seen", async () => {
  const { pool } = await storeWith([roleWith("r", "s3:GetObject")]);
  const loaded = await loadRoleRights(pool, arnOf("r"));
  expect(loaded !== null && "rights" in loaded && loaded.rights.policies.map(({ source }) => source)).toEqual([
    "inline:own",
  ]);
  expect(await loadRoleRights(pool, arnOf("nobody"))).toBe(null);
});

it("holds an account that has left the organisation for a stranger", async () => {
  const other = "222233334444";
  const trust = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${other}:root` }, Action: "sts:AssumeRole" };
  const trustPolicy = { Version: "2012-10-17", Statement: [trust] };
  const { pool, of, judge } = await storeWith([roleWith("r", "s3:GetObject", { trustPolicy })]);
  await pool.query("INSERT INTO accounts (id, name, origin, created_at) VALUES ($1, 'two', 'organization', $2)", [
    other,
    now,
  ]);
  const issues = async () => {
    await judge();
    const trusted = (await of("r")).judgement?.trust;
    return trusted?.state === "known" ? trusted.issues.map(({ kind }) => kind) : trusted;
  };
  expect(await issues()).toEqual([]);
  await pool.query("UPDATE accounts SET left_out_since = $2, left_out_reason = 'notInOrganization' WHERE id = $1", [
    other,
    now,
  ]);
  expect(await issues()).toEqual(["foreignAccount", "missingExternalId"]);
});
