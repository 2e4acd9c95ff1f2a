import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countFacets } from "#lib/db/sql/property-facets.ts";
import type { Severity } from "#lib/domain/findings/finding.ts";
import type { EscalationPath } from "#lib/domain/iam/escalation/escalation-path.ts";
import {
  type RoleJudgement,
  type RoleVerdictName,
  roleVerdictNames,
} from "#lib/domain/iam/judgement/role-judgement.ts";
import type { TrustVerdicts } from "#lib/domain/iam/trust-verdicts.ts";
import type { ReachVerdict } from "#lib/domain/iam/verdicts/reach.ts";
import type { FilterCondition, FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { RoleSort } from "#lib/domain/views/roles.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { getRole, listRoles } from "./list-roles.ts";
import { roleProperties, roleSource, roleWhere } from "./role-source.ts";

let database: TestDatabase;
const shop = "111122223333";
const dark = "444455556666";
const arnOf = (name: string, accountId = shop) => `arn:aws:iam::${accountId}:role/${name}`;
const now = new Date();

const onlyLambda: TrustVerdicts = {
  state: "known",
  issues: [],
  services: ["lambda.amazonaws.com"],
  accounts: [],
  providers: [],
};
const anyone: TrustVerdicts = {
  ...onlyLambda,
  issues: [
    {
      kind: "anyPrincipal",
      severity: "critical",
      because: "Anyone may assume the role.",
      principal: "*",
      accountId: null,
      statement: {},
    },
  ],
};
const wayOf = (title: string, potential: boolean, actions: readonly string[]): EscalationPath => ({
  id: title,
  title,
  steps: actions.map((action) => ({ action, resources: [], proofs: [] })),
  gains: [],
  potential,
  viaRole: null,
});

interface Judged {
  /** Verdicts that are true, with their weights; null: none. */
  readonly verdicts?: Partial<Record<RoleVerdictName, Severity | null>>;
  readonly severity?: Severity | null;
  readonly escalations?: readonly EscalationPath[];
  readonly trust?: TrustVerdicts;
}

function judgementOf({ verdicts = {}, severity = null, escalations = [], trust = onlyLambda }: Judged): RoleJudgement {
  const reach = (name: RoleVerdictName): ReachVerdict => {
    const weighs = verdicts[name] ?? null;
    return {
      value: name in verdicts,
      actions: [],
      total: 0,
      proofs: [],
      onlyIf: [],
      weight: weighs && { severity: weighs, because: `${name} is ${weighs}.` },
    };
  };
  return {
    verdicts: Object.fromEntries(roleVerdictNames.map((name) => [name, name in verdicts])) as RoleJudgement["verdicts"],
    severity,
    because: `It is ${severity ?? "ordinary"}.`,
    reach: {
      wildcardActions: reach("wildcardActions"),
      wildcardResourceWrite: reach("wildcardResourceWrite"),
      credentialsExposure: reach("credentialsExposure"),
      dataExfiltration: reach("dataExfiltration"),
      resourceExposure: reach("resourceExposure"),
      infrastructureModification: reach("infrastructureModification"),
    },
    escalations,
    trust,
    controlPoliciesKnown: true,
  };
}

async function saveRole(name: string, judged: Judged | null, accountId = shop): Promise<void> {
  const judgement = judged && judgementOf(judged);
  const admin = judgement?.verdicts.admin ?? null;
  await database.pool.query(
    `INSERT INTO roles (role_arn, account_id, name, path, trusts_lambda, trust_policy, inline_policies, admin,
       wildcard_services, unknowns, severity, because, judgement, first_seen_at, last_seen_at)
     VALUES ($1, $2, $3, '/', true, '{}', '[{"name":"own","document":{}}]', $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      arnOf(name, accountId),
      accountId,
      name,
      admin,
      judgement && JSON.stringify(admin ? ["*"] : []),
      judgement ? {} : { admin: { state: "failed", reason: "A policy could not be read.", since: null } },
      judgement?.severity,
      judgement?.because,
      judgement && JSON.stringify(judgement),
      now,
    ],
  );
}

async function saveFunction(name: string, role: string, teamId: string | null): Promise<void> {
  await database.prisma.function.create({
    data: {
      accountId: shop,
      region: "eu-west-1",
      name,
      arn: `arn:aws:lambda:eu-west-1:${shop}:function:${name}`,
      architecture: "arm64",
      memoryMb: 128,
      timeoutSeconds: 3,
      packageType: "Zip",
      codeBytes: 1n,
      description: "",
      roleArn: arnOf(role),
      teamId,
      lastModified: now,
      ephemeralStorageMb: 512,
      snapStart: "None",
      tracingMode: "PassThrough",
      logFormat: "Text",
      logGroupName: `/aws/lambda/${name}`,
      documentSha256: new Uint8Array(32),
      firstSeenAt: now,
      lastSeenAt: now,
    },
  });
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { prisma } = database;
  await prisma.account.createMany({
    data: [
      { id: shop, name: "shop", origin: "configured" },
      { id: dark, name: "dark", origin: "configured" },
    ],
  });
  await prisma.sourceState.create({
    data: { accountId: dark, region: "", source: "roles", state: "denied", reason: "iam is denied.", since: now },
  });
  const everything = Object.fromEntries(roleVerdictNames.map((name) => [name, "critical" as const]));
  await saveRole("boss", { verdicts: everything, severity: "critical" });
  await saveRole("reader", { verdicts: { dataExfiltration: "high" }, severity: "high" });
  await saveRole("mighty", {
    verdicts: { privilegeEscalation: null, dataExfiltration: "high", credentialsExposure: "medium" },
    severity: "high",
    escalations: [
      wayOf("may", true, ["states:StartExecution"]),
      wayOf("long", false, ["iam:PassRole", "lambda:CreateFunction"]),
      wayOf("short", false, ["iam:PutRolePolicy"]),
    ],
  });
  await saveRole("maybe", {
    verdicts: { privilegeEscalation: null },
    severity: "medium",
    escalations: [wayOf("may", true, ["states:StartExecution"])],
  });
  await saveRole("open", { severity: null, trust: anyone });
  await saveRole("usual", { verdicts: { wildcardResourceWrite: null }, severity: null });
  await saveRole("unread", null);
  await saveRole("gone-dark", { verdicts: everything, severity: "critical" }, dark);
  const team = await prisma.team.create({ data: { name: "checkout" } });
  const other = await prisma.team.create({ data: { name: "media" } });
  await saveFunction("one", "usual", other.id);
  await saveFunction("two", "usual", team.id);
  await saveFunction("three", "usual", team.id);
  await saveFunction("four", "reader", null);
});
afterAll(() => database.drop());

const everything: FleetFilter = { accountIds: [], regions: [], teamId: null, search: "", conditions: [] };
const byReach: RoleSort = { column: "reach", direction: "desc" };
const page = { offset: 0, limit: 50 };

async function names(conditions: readonly FilterCondition[], sort = byReach): Promise<string[]> {
  const { rows } = await listRoles(database.pool, { filter: { ...everything, conditions }, sort, ...page });
  return rows.map(({ name }) => name);
}

const is = (property: string, ...values: string[]): FilterCondition => ({ property, operator: "=", values });

describe("the list of roles", () => {
  it("puts the gravest first, then what has most verdicts that weigh, then what most functions use", async () => {
    expect(await names([])).toEqual(["boss", "mighty", "reader", "maybe", "unread", "gone-dark", "usual", "open"]);
  });

  it("tells how many there are in all, and the rows of a later window in the same order", async () => {
    const later = await listRoles(database.pool, { filter: everything, sort: byReach, offset: 2, limit: 2 });
    expect(later.total).toBe(8);
    expect(later.rows.map(({ name }) => name)).toEqual(["reader", "maybe"]);
    const beyond = await listRoles(database.pool, { filter: everything, sort: byReach, offset: 50, limit: 2 });
    expect(beyond).toEqual({ rows: [], total: 8 });
  });

  it.each<[string, RoleSort, string[]]>([
    ["escalation", { column: "escalation", direction: "desc" }, ["boss", "mighty", "maybe"]],
    ["verdicts", { column: "verdicts", direction: "desc" }, ["boss", "mighty", "reader", "maybe"]],
    ["teams", { column: "teams", direction: "desc" }, ["usual"]],
    ["functions", { column: "functions", direction: "desc" }, ["usual", "reader"]],
  ])("orders by %s", async (_, sort, first) => {
    expect((await names([], sort)).slice(0, first.length)).toEqual(first);
  });

  it.each<[string, FilterCondition, string[]]>([
    ["a severity", is("severity", "high"), ["mighty", "reader"]],
    ["nothing beyond ordinary work, the unknown not among it", is("severity", "none"), ["usual", "open"]],
    ["an unknown severity", is("severity", "unknown"), ["unread", "gone-dark"]],
    ["a verdict", is("verdict", "dataExfiltration"), ["boss", "mighty", "reader"]],
    [
      "one verdict or another",
      is("verdict", "credentialsExposure", "privilegeEscalation"),
      ["boss", "mighty", "maybe"],
    ],
    ["a verdict that weighs", is("verdict", "wildcardResourceWrite"), ["boss"]],
    ["the same by its definition", is("anyVerdict", "wildcardResourceWrite"), ["boss", "usual"]],
    ["no verdict that weighs", is("verdict", "none"), ["usual", "open"]],
    ["unknown verdicts", is("verdict", "unknown"), ["unread", "gone-dark"]],
    ["certain ways to gain rights, an administrator among them", is("escalation", "certain"), ["boss", "mighty"]],
    ["ways that may be", is("escalation", "potential"), ["maybe"]],
    ["an unknown way", is("escalation", "unknown"), ["unread", "gone-dark"]],
    ["whom it trusts", is("trust", "anyPrincipal"), ["open"]],
    ["unknown trust", is("trust", "unknown"), ["unread", "gone-dark"]],
    ["the breadth that links in the wild have", is("reach", "administrator"), ["boss"]],
    ["the same where nothing is known", is("reach", "unknown"), ["unread", "gone-dark"]],
    ["administrators, as ever", is("admin", "yes"), ["boss"]],
    ["whole services, as ever", is("wildcard", "*"), ["boss"]],
    ["a number of verdicts", { property: "verdicts", operator: ">=", values: ["3"] }, ["boss", "mighty"]],
    ["teams", { property: "teams", operator: ">", values: ["1"] }, ["usual"]],
  ])("is filtered by %s", async (_, condition, expected) => {
    expect(await names([condition])).toEqual(expected);
  });

  it("has of a judgement what a line and the panel show", async () => {
    const role = await getRole(database.pool, arnOf("mighty"));
    expect(role).toMatchObject({
      severity: "high",
      because: "It is high.",
      escalation: "certain",
      heldVerdicts: ["privilegeEscalation", "credentialsExposure", "dataExfiltration"],
      brief: {
        weights: { dataExfiltration: { severity: "high" }, wildcardActions: null },
        path: { title: "short", potential: false, steps: [{ action: "iam:PutRolePolicy" }] },
        paths: 3,
        trust: { state: "known", services: ["lambda.amazonaws.com"] },
      },
      inlinePolicyCount: 1,
    });
    expect(await getRole(database.pool, arnOf("usual"))).toMatchObject({
      teams: ["checkout", "media"],
      functions: 3,
      severity: null,
      because: "It is ordinary.",
      escalation: "none",
    });
  });

  it.each(["unread", "gone-dark"])("knows nothing of %s", async (name) => {
    const role = await getRole(database.pool, arnOf(name, name === "unread" ? shop : dark));
    expect(role).toMatchObject({
      admin: null,
      wildcardServices: null,
      severity: null,
      because: null,
      heldVerdicts: null,
      escalation: null,
      brief: null,
    });
  });

  it("follows what is judged later", async () => {
    await saveRole("later", null);
    const judgement = judgementOf({ verdicts: { resourceExposure: "low" }, severity: "low" });
    await database.pool.query(
      "UPDATE roles SET severity = 'low', because = 'It can.', judgement = $2 WHERE role_arn = $1",
      [arnOf("later"), JSON.stringify(judgement)],
    );
    expect(await names([is("verdict", "resourceExposure"), is("severity", "low")])).toEqual(["later"]);
    await database.pool.query("DELETE FROM roles WHERE role_arn = $1", [arnOf("later")]);
  });
});

describe("facets of roles", () => {
  it("count each verdict, the unknown and none apart, each facet without its own condition", async () => {
    const filter = { ...everything, conditions: [is("escalation", "none")] };
    const counts = await countFacets(database.pool, {
      source: roleSource,
      properties: roleProperties,
      offered: ["severity", "verdict", "escalation"],
      filtered: ["escalation"],
      where: (parameters, without) => roleWhere(filter, parameters, without),
    });
    const of = (property: string) =>
      Object.fromEntries(counts.filter((row) => row.property === property).map(({ value, count }) => [value, count]));
    expect(of("severity")).toEqual({ high: 1, none: 2 });
    expect(of("verdict")).toEqual({ dataExfiltration: 1, none: 2 });
    expect(of("escalation")).toEqual({ certain: 2, potential: 1, none: 3, unknown: 2 });
  });
});
