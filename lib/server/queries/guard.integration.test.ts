import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { functionRules, roleRules } from "#lib/domain/findings/rules.ts";
import { isLit } from "#lib/domain/roles/fold-statements.ts";
import { type FindingColumn, findingColumns } from "#lib/domain/views/findings.ts";
import type { FilterCondition, FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { roleColumns } from "#lib/domain/views/roles.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { fleetTruth } from "#simulator/fleet/truth.ts";
import { findFunctions } from "./changes/find-functions.ts";
import { getComparison } from "./changes/get-comparison.ts";
import { listChangeFacets } from "./changes/list-change-facets.ts";
import { listChanges } from "./changes/list-changes.ts";
import { summariseChanges } from "./changes/summarise-changes.ts";
import { exportFindings } from "./findings/export-findings.ts";
import { getFindingOrThrow } from "./findings/get-finding.ts";
import { listFindingFacets } from "./findings/list-finding-facets.ts";
import { listFindings } from "./findings/list-findings.ts";
import { listRuleOutcomes } from "./findings/list-rule-outcomes.ts";
import { exportRoles } from "./roles/export-roles.ts";
import { getRole } from "./roles/get-role.ts";
import { listRoleFacets } from "./roles/list-role-facets.ts";
import { listRoles } from "./roles/list-roles.ts";
import { searchConsole } from "./search/search-console.ts";

let database: TestDatabase;
let fleet: SyncedFleet;
const everything: FleetFilter = { accountIds: [], regions: [], teamId: null, search: "", conditions: [] };
const page = { offset: 0, limit: 100 };
const worstFirst = { column: "severity", direction: "desc" } as const;
const byReach = { column: "reach", direction: "desc" } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  fleet = await openSyncedFleet(database, { accounts: 2, regions: ["eu-west-1"], functions: 60, seed: 33 });
  await fleet.sync({
    sources: ["accounts", "regions", "limits", "functions", "triggers", "roles", "network", "detail"],
  });
}, 300_000);

afterAll(async () => {
  await fleet.close();
  await sharedDatabase().close();
  await database.drop();
});

const where = (
  property: string,
  values: readonly string[],
  operator: FilterCondition["operator"] = "=",
): FleetFilter => ({
  ...everything,
  conditions: [{ property, operator, values }],
});

async function text(pieces: AsyncGenerator<string>): Promise<string> {
  let whole = "";
  for await (const piece of pieces) whole += piece;
  return whole;
}

describe("findings", () => {
  it("are the planted ones, the worst first, under every order", async () => {
    const { rows, total } = await listFindings({ filter: everything, sort: worstFirst, ...page });
    expect(total).toBe(fleetTruth(fleet.simulator.fleet).findings.length);
    expect(rows[0]?.severity).toBe("critical");
    for (const column of findingColumns satisfies readonly FindingColumn[]) {
      const sorted = await listFindings({ filter: everything, sort: { column, direction: "asc" }, ...page });
      expect(sorted.total).toBe(total);
    }
  });

  it("are found by the search, which leads to the one that is meant", async () => {
    const hits = (await searchConsole("role-admin", "security")).filter(({ kind }) => kind === "Finding");
    expect(hits.length).toBeGreaterThan(0);
    for (const { href, label } of hits) {
      const { searchParams } = new URL(href, "http://lamplight.test");
      const found = await listFindings({
        filter: { ...where("rule", ["role-admin"]), search: searchParams.get("q") ?? "" },
        sort: worstFirst,
        ...page,
      });
      expect(searchParams.get("filter")).toBe("rule = role-admin");
      expect(found.rows.map(({ resourceName }) => `The role is an administrator: ${resourceName}`)).toEqual([label]);
    }
  });

  it("are filtered by every facet's own values, with the counts that the facet tells", async () => {
    const facets = await listFindingFacets(everything);
    expect(facets.map(({ property }) => property)).toContain("rule");
    for (const { property, values } of facets) {
      for (const { value, count } of values) {
        const { total } = await listFindings({ filter: where(property, [value]), sort: worstFirst, ...page });
        expect(total, `${property} = ${value}`).toBe(count);
      }
    }
    expect((await listFindings({ filter: where("nonsense", ["x"]), sort: worstFirst, ...page })).total).toBe(0);
    expect((await listFindings({ filter: { ...everything, teamId: "'; --" }, sort: worstFirst, ...page })).total).toBe(
      0,
    );
  });

  it("each have evidence, four remedies and a history", async () => {
    const { rows } = await listFindings({ filter: everything, sort: worstFirst, ...page });
    for (const { id } of rows) {
      const detail = await getFindingOrThrow(id);
      expect(detail.evidence.length).toBeGreaterThan(0);
      expect(detail.remedies).toHaveLength(4);
      expect(detail.events.at(-1)).toMatchObject({ kind: "opened", actorName: "Lamplight" });
    }
  });

  it("are exported as they are shown", async () => {
    const { total } = await listFindings({ filter: everything, sort: worstFirst, ...page });
    expect(JSON.parse(await text(exportFindings(everything, "json")))).toHaveLength(total);
    const { runs } = JSON.parse(await text(exportFindings(where("severity", ["critical"]), "sarif"))) as {
      runs: { results: { level: string }[] }[];
    };
    expect(new Set(runs[0]?.results.map(({ level }) => level))).toEqual(new Set(["error"]));
    expect(await text(exportFindings(everything, "csv"))).toMatch(/^rule,severity,resourceArn/);
  });

  it("add up, rule by rule: nothing is looked at without an outcome", async () => {
    const outcomes = await listRuleOutcomes(everything);
    expect(outcomes).toHaveLength(functionRules.length + roleRules.length);
    for (const { evaluated, firing, passing, notApplicable, unknown, reasons } of outcomes) {
      expect(firing + passing + notApplicable + unknown).toBe(evaluated);
      expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(unknown);
    }
  });
});

describe("roles", () => {
  it("are the planted ones; administrators come first", async () => {
    const { rows, total } = await listRoles({ filter: everything, sort: byReach, ...page });
    const truth = fleetTruth(fleet.simulator.fleet).roles;
    expect(rows.map(({ roleArn }) => roleArn).sort()).toEqual(truth.map(({ roleArn }) => roleArn).sort());
    const admins = truth.filter(({ admin }) => admin).length;
    expect(rows.slice(0, admins).every(({ admin }) => admin === true)).toBe(true);
    for (const column of roleColumns) {
      expect((await listRoles({ filter: everything, sort: { column, direction: "desc" }, ...page })).total).toBe(total);
    }
    expect(JSON.parse(await text(exportRoles(everything, "json")))).toHaveLength(total);
  });

  it("are filtered by every facet's own values", async () => {
    for (const { property, values } of await listRoleFacets(everything)) {
      for (const { value, count } of values) {
        const { total } = await listRoles({ filter: where(property, [value]), sort: byReach, ...page });
        expect(total, `${property} = ${value}`).toBe(count);
      }
    }
  });

  it("light the statements that prove a verdict, and only those", async () => {
    const { rows } = await listRoles({ filter: everything, sort: byReach, ...page });
    for (const row of rows) {
      const role = await getRole(row.roleArn);
      const statements = role?.policies.flatMap((policy) => policy.statements) ?? [];
      const verdicts = role?.judgement?.verdicts ?? [];
      const weighs = verdicts.some(({ severity }) => severity !== null) || role?.assumers.issues.length !== 0;
      expect(statements.some(isLit), row.roleArn).toBe(weighs);
      const anchors = statements.map(({ anchor }) => anchor);
      for (const { anchor } of verdicts.flatMap((verdict) => verdict.statements)) expect(anchors).toContain(anchor);
      expect(role?.policies.at(-1)?.kind).toBe("trust");
    }
    expect(await getRole("arn:aws:iam::000000000000:role/none")).toBeNull();
  });

  it("have no verdict while the account's roles cannot be read", async () => {
    const [row] = (await listRoles({ filter: everything, sort: byReach, ...page })).rows;
    const place = { accountId: row?.accountId ?? "", region: "", source: "roles" };
    const change = (state: string) =>
      database.prisma.sourceState.update({
        where: { accountId_region_source: place },
        data: { state, reason: state === "denied" ? "iam:GetAccountAuthorizationDetails is denied." : null },
      });
    await change("denied");
    const denied = await getRole(row?.roleArn ?? "");
    expect(denied).toMatchObject({ admin: null, wildcardServices: null, unknown: { state: "denied" } });
    await change("known");
  });
});

describe("changes", () => {
  it("are told once a second sync has seen something else, by class, day and field", async () => {
    const span = { from: new Date(0), to: new Date(Date.now() + 86_400_000) };
    expect((await summariseChanges({ filter: everything, ...span })).total).toBe(0);
    const [fn] = await database.prisma.function.findMany({ take: 1, orderBy: { arn: "asc" } });
    const arn = fn?.arn ?? "";
    for (const [index, minute] of [1, 2, 3].entries()) {
      await database.prisma.change.create({
        data: {
          accountId: fn?.accountId ?? "",
          region: fn?.region ?? "",
          entityKind: "function",
          entityId: arn,
          entityName: fn?.name ?? "",
          kind: "updated",
          classes: index === 0 ? ["memory"] : ["environment"],
          summary: "Something changed",
          fields: [
            { path: ["MemorySize"], before: 128, after: 256, class: "memory" },
            {
              path: ["Environment", "Variables", "TOKEN"],
              before: { kind: "plain", hmac: "aa" },
              after: { kind: "credential", hmac: "bb" },
            },
          ],
          occurredAt: new Date(Date.UTC(2026, 0, 1, 0, minute)),
          detectedAt: new Date(),
        },
      });
    }
    const summary = await summariseChanges({ filter: everything, ...span });
    expect(summary).toMatchObject({ total: 3, entities: 1, days: [{ day: "2026-01-01", count: 3 }] });
    const { changes, next } = await listChanges({ filter: everything, ...span }, null);
    expect(next).toBeNull();
    expect(changes.map(({ classes }) => classes[0])).toEqual(["environment", "environment", "memory"]);
    expect(JSON.stringify(changes)).not.toContain("hmac");
    expect(changes[0]?.fields[1]).toMatchObject({
      before: null,
      after: null,
      hidden: "changed, from plain to credential",
    });
    const after = await listChanges({ filter: everything, ...span }, `${changes[1]?.occurredAt}_${changes[1]?.id}`);
    expect(after.changes.map(({ id }) => id)).toEqual([changes[2]?.id]);
    for (const { property, values } of await listChangeFacets({ filter: everything, ...span })) {
      for (const { value, count } of values) {
        const one = await summariseChanges({ filter: where(property, [value]), ...span });
        expect(one.total, `${property} = ${value}`).toBe(count);
      }
    }
  });

  it("compare a function with itself, and find it by a part of its ARN", async () => {
    const [fn] = await database.prisma.function.findMany({ take: 1, orderBy: { arn: "asc" } });
    const comparison = await getComparison(fn?.arn ?? "", [null, null]);
    expect(comparison?.moments.length).toBeGreaterThan(0);
    expect(await getComparison("arn:aws:lambda:eu-west-1:111122223333:function:none", [null, null])).toBeNull();
    expect(await getComparison("nonsense", [null, null])).toBeNull();
    expect((await findFunctions(fn?.name ?? "")).map(({ arn }) => arn)).toContain(fn?.arn);
  });
});
