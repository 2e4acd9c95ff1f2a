import {
  type FunctionConfiguration,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionRecursionConfigCommand,
  GetPolicyCommand,
  LambdaClient,
  ListAliasesCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  paginateListEventSourceMappings,
  paginateListFunctions,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import type { FleetCell, FleetFunction } from "#simulator/fleet/types.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

let simulator: Simulator;
let lambda: LambdaClient;
let cell: FleetCell;

beforeAll(async () => {
  simulator = await startSimulator({ accounts: 1, regions: ["eu-west-1"], functions: 130, seed: 8, quotaScale: 1_000 });
  lambda = new LambdaClient(clientConfig(simulator));
  const found = simulator.fleet.cell(simulator.fleet.organization.managementAccountId, "eu-west-1");
  if (found === null) {
    throw new Error("The fleet has no such account-Region.");
  }
  cell = found;
});

afterAll(() => simulator.close());

function functionWhere(test: (fn: FleetFunction) => boolean): FleetFunction {
  for (let index = 0; index < cell.functionCount; index += 1) {
    const fn = cell.functionAt(index);
    if (test(fn)) {
      return fn;
    }
  }
  throw new Error("The fleet has no such function.");
}

describe("ListFunctions", () => {
  it("lists every function once, fifty a page, without what only GetFunction tells", async () => {
    const sizes: number[] = [];
    const all: FunctionConfiguration[] = [];
    for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {})) {
      sizes.push(Functions.length);
      all.push(...Functions);
    }
    expect(sizes).toEqual([50, 50, 30]);
    expect(new Set(all.map((fn) => fn.FunctionArn)).size).toBe(130);
    for (const listed of all) {
      expect(listed).not.toHaveProperty("State");
      expect(listed).not.toHaveProperty("LastUpdateStatus");
      expect(listed).not.toHaveProperty("RuntimeVersionConfig");
    }
  });

  it("adds published versions on demand", async () => {
    const versions = new Set<string | undefined>();
    for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, { FunctionVersion: "ALL" })) {
      for (const listed of Functions) {
        versions.add(listed.Version);
      }
    }
    expect(versions.size).toBeGreaterThan(1);
  });
});

describe("GetFunction", () => {
  it("tells state, code, tags and reserved concurrency, by name or ARN", async () => {
    const fn = functionWhere((candidate) => Object.keys(candidate.tags).length > 0);
    for (const FunctionName of [fn.name, fn.arn, `${cell.accountId}:function:${fn.name}`]) {
      const found = await lambda.send(new GetFunctionCommand({ FunctionName }));
      expect(found.Configuration?.FunctionArn).toBe(fn.arn);
      expect(found.Configuration?.State).toBeDefined();
      expect(found.Tags).toEqual(fn.tags);
    }
    const reserved = functionWhere((candidate) => candidate.reservedConcurrency !== null);
    const { Concurrency } = await lambda.send(new GetFunctionCommand({ FunctionName: reserved.name }));
    expect(Concurrency?.ReservedConcurrentExecutions).toBe(reserved.reservedConcurrency);
    const same = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: reserved.name }));
    expect(same.ReservedConcurrentExecutions).toBe(reserved.reservedConcurrency);
  });

  it("hands out a signed address for code in a Zip", async () => {
    const fn = functionWhere((candidate) => candidate.configuration().PackageType === "Zip");
    const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName: fn.name }));
    expect(Code?.Location).toMatch(/^https:\/\/.*X-Amz-Signature=/);
  });

  it.each(["no-such-function", "arn:aws:lambda:us-east-1:111111111111:function:elsewhere"])(
    "raises ResourceNotFoundException for %s",
    async (FunctionName) => {
      await expect(lambda.send(new GetFunctionCommand({ FunctionName }))).rejects.toBeInstanceOf(
        ResourceNotFoundException,
      );
    },
  );
});

describe("details of a function", () => {
  it("gives the resource policy of the function and of an alias apart", async () => {
    const fn = functionWhere((candidate) => candidate.policy(null) !== null);
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName: fn.name }));
    expect(JSON.parse(Policy ?? "")).toEqual(JSON.parse(fn.policy(null)?.Policy ?? ""));
    const without = functionWhere((candidate) => candidate.policy(null) === null);
    await expect(lambda.send(new GetPolicyCommand({ FunctionName: without.name }))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
    await expect(
      lambda.send(new GetPolicyCommand({ FunctionName: fn.name, Qualifier: "no-such-alias" })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it("lists versions with $LATEST first, and aliases that point at them", async () => {
    const fn = functionWhere((candidate) => candidate.aliases().length > 0);
    const { Versions = [] } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: fn.name }));
    const { Aliases = [] } = await lambda.send(new ListAliasesCommand({ FunctionName: fn.name }));
    expect(Versions[0]?.Version).toBe("$LATEST");
    expect(Versions.length).toBe(1 + fn.versions().length);
    for (const alias of Aliases) {
      expect(Versions.map((version) => version.Version)).toContain(alias.FunctionVersion);
      const found = await lambda.send(new GetFunctionCommand({ FunctionName: fn.name, Qualifier: alias.Name }));
      expect(found.Configuration?.Version).toBe(alias.FunctionVersion);
    }
  });

  it("answers tags by ARN and the recursion setting", async () => {
    const fn = functionWhere((candidate) => Object.keys(candidate.tags).length > 0);
    expect((await lambda.send(new ListTagsCommand({ Resource: fn.arn }))).Tags).toEqual(fn.tags);
    const recursion = await lambda.send(new GetFunctionRecursionConfigCommand({ FunctionName: fn.name }));
    expect(recursion.RecursiveLoop).toBe(fn.recursiveLoop);
  });

  it("lists event source mappings of the Region, or of one function", async () => {
    const all: (string | undefined)[] = [];
    for await (const page of paginateListEventSourceMappings({ client: lambda }, { MaxItems: 3 })) {
      all.push(...(page.EventSourceMappings ?? []).map((mapping) => mapping.UUID));
    }
    expect(all).toEqual(cell.eventSourceMappings().map((mapping) => mapping.UUID));
    const fn = functionWhere((candidate) => candidate.eventSourceMappings().length > 0);
    const pages = paginateListEventSourceMappings({ client: lambda }, { FunctionName: fn.name });
    const { value } = await pages[Symbol.asyncIterator]().next();
    expect(value?.EventSourceMappings?.length).toBe(fn.eventSourceMappings().length);
  });
});
