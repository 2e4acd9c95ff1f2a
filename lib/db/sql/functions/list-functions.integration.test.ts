import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FilterCondition, FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { listFacets } from "./list-facets.ts";
import { listFunctions } from "./list-functions.ts";

let database: TestDatabase;
const now = new Date();
const period = { from: new Date(now.getTime() - 7 * 86_400_000), to: now, preset: "7d" as const };
const account = "111122223333";

beforeAll(async () => {
  database = await createTestDatabase();
  await database.prisma.account.create({ data: { id: account, name: "shop", origin: "configured" } });
  const functions = [
    { name: "orders", runtime: "nodejs18.x", memoryMb: 512, tags: { team: "checkout" }, invocations: 100n },
    { name: "100%_sure", runtime: "python3.12", memoryMb: 128, tags: {}, invocations: 5n },
    { name: "never-read", runtime: null, memoryMb: 1024, tags: { team: "media" }, invocations: null },
  ];
  for (const { name, runtime, memoryMb, tags, invocations } of functions) {
    const stored = await database.prisma.function.create({
      data: {
        accountId: account,
        region: "eu-west-1",
        name,
        arn: `arn:aws:lambda:eu-west-1:${account}:function:${name}`,
        runtime,
        architecture: "arm64",
        memoryMb,
        timeoutSeconds: 3,
        packageType: runtime ? "Zip" : "Image",
        codeBytes: 1n,
        description: "",
        roleArn: `arn:aws:iam::${account}:role/r`,
        lastModified: now,
        ephemeralStorageMb: 512,
        snapStart: "None",
        tracingMode: "PassThrough",
        logFormat: "Text",
        logGroupName: `/aws/lambda/${name}`,
        tags,
        documentSha256: new Uint8Array(32),
        firstSeenAt: now,
        lastSeenAt: now,
      },
    });
    if (invocations !== null) {
      await database.prisma.functionWindow.create({
        data: { accountId: account, functionId: stored.id, window: "7d", computedAt: now, invocations },
      });
    }
  }
});
afterAll(() => database.drop());

function filterOf(conditions: readonly FilterCondition[], search = ""): FleetFilter {
  return { accountIds: [], regions: [], teamId: null, search, conditions };
}

async function names(filter: FleetFilter, direction: "asc" | "desc" = "desc"): Promise<string[]> {
  const sort = { column: "invocations" as const, direction };
  const { rows } = await listFunctions(database.pool, { filter, period, sort, offset: 0, limit: 10, now });
  return rows.map(({ name }) => name);
}

describe("the list of functions", () => {
  it("orders what is not known last, either way", async () => {
    expect(await names(filterOf([]))).toEqual(["orders", "100%_sure", "never-read"]);
    expect(await names(filterOf([]), "asc")).toEqual(["100%_sure", "orders", "never-read"]);
  });

  it.each<[string, FilterCondition, string[]]>([
    ["a value", { property: "runtime", operator: "=", values: ["nodejs18.x"] }, ["orders"]],
    [
      "another value, nulls included",
      { property: "runtime", operator: "!=", values: ["nodejs18.x"] },
      ["100%_sure", "never-read"],
    ],
    ["a number", { property: "memory", operator: ">=", values: ["512"] }, ["orders", "never-read"]],
    ["a tag", { property: "tag", operator: "=", values: ["team=media"] }, ["never-read"]],
    ["no such tag", { property: "tag", operator: "!=", values: ["team=media"] }, ["orders", "100%_sure"]],
    ["wildcards as text", { property: "name", operator: ":", values: ["%_"] }, ["100%_sure"]],
    ["what is not a number", { property: "memory", operator: ">", values: ["a lot"] }, []],
    ["a property that does not exist", { property: "constructor", operator: "=", values: ["1"] }, []],
  ])("is filtered by %s", async (_, condition, expected) => {
    expect(await names(filterOf([condition]))).toEqual(expected);
  });

  it("searches every word in the ARN", async () => {
    expect(await names(filterOf([], "orders eu-west"))).toEqual(["orders"]);
    expect(await names(filterOf([], "orders us-east"))).toEqual([]);
  });

  it("reads a period of one's own, and says the total beyond the last window", async () => {
    const own = { ...period, preset: null };
    const sort = { column: "name" as const, direction: "asc" as const };
    const answer = await listFunctions(database.pool, {
      filter: filterOf([]),
      period: own,
      sort,
      offset: 50,
      limit: 10,
      now,
    });
    expect(answer).toEqual({ rows: [], total: 3, web: 0 });
  });

  it("counts a facet without its own clauses", async () => {
    const filter = filterOf([{ property: "runtime", operator: "=", values: ["nodejs18.x"] }]);
    const facets = await listFacets(database.pool, { filter, period, now });
    expect(facets.filter(({ property }) => property === "runtime")).toHaveLength(3);
    expect(facets.filter(({ property }) => property === "package")).toEqual([
      { property: "package", value: "Zip", count: 1 },
    ]);
  });
});
