import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DetailCounts, PlaceCounts } from "./fleet-counts.ts";
import { lowerBound } from "./lower-bound.ts";
import type { SourceName } from "./source.ts";

const empty: PlaceCounts = {
  accountId: "111122223333",
  region: "eu-west-1",
  functions: 0,
  images: 0,
  aliases: 0,
  publishing: 0,
  mappings: 0,
  queues: 0,
  tagged: 0,
  listedMetrics: 0,
  metricWindows: [],
  vpcs: 0,
  logGroups: 0,
  queriedLogGroups: 0,
  logWindows: 0,
  trailLookUps: 0,
};
const nothing: DetailCounts = { functions: 0, images: 0, aliases: 0, publishing: 0, again: 0, scaling: 0 };
const account = { accountId: empty.accountId, entities: 0 };
const quotaOf = (service: string, operation: string) =>
  service === "lambda" && operation !== "GetFunction" && operation !== "GetPolicy"
    ? { name: "lambda", perSecond: 15 }
    : { name: `${service} ${operation}`, perSecond: 100 };
const bound = (place: Partial<PlaceCounts>, latencySeconds = 0) =>
  lowerBound({ accounts: [account], places: [{ ...empty, ...place }] }, { quotaOf, latencySeconds });

const callsOf = (result: ReturnType<typeof bound>, operation: string) =>
  result.terms.filter((term) => term.operation === operation).reduce((sum, { calls }) => sum + calls, 0);

describe("lowerBound", () => {
  it("asks an empty Region for its limits and web functions alone", () => {
    const result = bound({});
    expect(result.terms.map(({ operation }) => operation).sort()).toEqual([
      "DescribeOrganization",
      "DescribeRegions",
      "GetAccountAuthorizationDetails",
      "GetAccountSettings",
      "GetCallerIdentity",
      "ListAccounts",
      "ListWebFunctions",
    ]);
    expect(result.calls).toBe(7);
  });

  it("finds out that there are no accounts in three calls", () => {
    expect(lowerBound({ accounts: [], places: [] }, { quotaOf, latencySeconds: 1 }).calls).toBe(3);
  });

  it.each([
    // The root with two units, of which one holds 21 accounts; 45 policies, one of them attached to 25 places.
    ["ListRoots", 1],
    ["ListPolicies", 3],
    ["ListTargetsForPolicy", 2 + 44],
    ["DescribePolicy", 2],
    ["ListOrganizationalUnitsForParent", 3],
    ["ListAccountsForParent", 1 + 2 + 1],
  ] as const)("reads what limits the accounts of an organisation: %s takes %i", (operation, calls) => {
    const parents = [
      { units: 2, accounts: 1 },
      { units: 0, accounts: 21 },
      { units: 0, accounts: 0 },
    ];
    const policyTargets = [25, 1, ...Array.from({ length: 43 }, () => 0)];
    const counts = { accounts: [account], places: [] };
    const options = { quotaOf, latencySeconds: 0 };
    const limited = lowerBound({ ...counts, organization: { parents, policyTargets } }, options);
    expect(callsOf(limited, operation)).toBe(calls);
    const off = lowerBound({ ...counts, organization: { parents: [], policyTargets: [] } }, options);
    expect(callsOf(off, operation)).toBe(operation === "ListRoots" ? 1 : 0);
    expect(callsOf(lowerBound(counts, options), operation)).toBe(0);
  });

  it.each([
    // Functions, and all their versions.
    [{ functions: 51 }, "ListFunctions", 4],
    [{ functions: 50 }, "ListFunctions", 2],
    [{ functions: 10, aliases: 3 }, "GetPolicy", 13],
    // One list of signing configurations, and the functions of each, are fewer calls than one for each function.
    [{ functions: 10, images: 4, signingConfigs: 2 }, "ListFunctionsByCodeSigningConfig", 2],
    [{ functions: 10, images: 4, signingConfigs: 2 }, "GetFunctionCodeSigningConfig", 0],
    [{ functions: 10, images: 4, signingConfigs: 10 }, "GetFunctionCodeSigningConfig", 6],
    [{ functions: 10, images: 10 }, "ListCodeSigningConfigs", 0],
    // 10 functions with 30 versions are one page; with 600 they are 13, and each function's own list takes fewer.
    [{ functions: 10, versions: 30 }, "ListFunctions", 2],
    [{ functions: 10, versions: 600 }, "ListVersionsByFunction", 10],
    [{ functions: 10, details: { ...nothing, functions: 4, again: 3, scaling: 2 } }, "GetRuntimeManagementConfig", 3],
    [{ functions: 10, details: { ...nothing, functions: 4, again: 3, scaling: 2 } }, "GetFunctionScalingConfig", 2],
    [{ functions: 10, details: nothing }, "ListCodeSigningConfigs", 0],
    [{ functions: 10, publishing: 2 }, "ListProvisionedConcurrencyConfigs", 2],
    // One call says whether provisioned concurrency is scaled at all.
    [{ functions: 10 }, "DescribeScalableTargets", 1],
    [{ functions: 10 }, "DescribeScheduledActions", 0],
    [{ functions: 0 }, "DescribeScalableTargets", 0],
    [{ functions: 10, scalableTargets: 51, scheduledActions: 101 }, "DescribeScalableTargets", 2],
    [{ functions: 10, scalableTargets: 51, scheduledActions: 101 }, "DescribeScheduledActions", 3],
    [{ functions: 10, scalableTargets: 51, scheduledActions: 101 }, "DescribeScalingPolicies", 1],
    [{ functions: 10, mappings: 101 }, "ListEventSourceMappings", 2],
    [{ functions: 10, vpcs: 201 }, "DescribeSubnets", 2],
    [{ functions: 10 }, "DescribeSubnets", 0],
    [{ functions: 10, queriedLogGroups: 51, logWindows: 15 }, "StartQuery", 30],
    [{ functions: 10, trailLookUps: 9 }, "LookupEvents", 9],
    // 500 queries a request, and 100,800 points: 255 series of 396 days are 101,000 points.
    [{ functions: 10, metricWindows: [{ source: "metrics", queries: 501, periods: 24 }] }, "GetMetricData", 2],
    [{ functions: 10, metricWindows: [{ source: "metric-history", queries: 255, periods: 396 }] }, "GetMetricData", 2],
  ] as const)("%o takes %s %i times", (place, operation, calls) => {
    expect(callsOf(bound(place), operation)).toBe(calls);
  });

  it("takes as long as the longest quota, and the answers it waits for", () => {
    // 1 limits, 2 pages of functions, 1 of mappings, 2 of versions, 1 of signing, 2 lists of other kinds, 4 × 100 of the shared class.
    const result = bound({ functions: 100, mappings: 1 }, 0.04);
    expect(result.longest).toMatchObject({ name: "lambda", calls: 409, perSecond: 15 });
    // Who calls, the accounts, the Regions, and the last answer: limits are the first of the class.
    expect(result.dependentSteps).toBe(4);
    // A rested bucket lets a second's worth out at once.
    expect(result.seconds).toBeCloseTo((409 - 15) / 15 + 4 * 0.04);
  });

  it("waits for answers rather than quotas where calls are few", () => {
    const slow = bound({ functions: 1, queriedLogGroups: 1, logWindows: 1 }, 10);
    expect(slow.longest).toMatchObject({ name: "logs GetQueryResults", calls: 1 });
    // Who calls, accounts, Regions, limits, functions, log groups, the query, and its result.
    expect(slow.dependentSteps).toBe(8);
  });

  it("counts a role for each account but the caller's, and its answer before the account's own", () => {
    const other = { accountId: "222233334444", entities: 0 };
    const place = { ...empty, accountId: other.accountId, functions: 100 };
    const options = { quotaOf, latencySeconds: 0.04 };
    const two = lowerBound({ accounts: [account, other], places: [place] }, options);
    expect(callsOf(two, "AssumeRole")).toBe(1);
    expect(two.dependentSteps).toBe(5);
  });

  it("asks twice of each role whose use is read, once its functions are known", () => {
    const counts = { accounts: [{ ...account, usageRoles: 40 }], places: [{ ...empty, functions: 1 }] };
    const iam = (service: string, operation: string) =>
      service === "iam" ? { name: "iam", perSecond: 1 } : quotaOf(service, operation);
    const reads = (source: SourceName) => source !== "roles";
    const result = lowerBound(counts, { quotaOf: iam, latencySeconds: 0.04, reads });
    expect(callsOf(result, "GenerateServiceLastAccessedDetails")).toBe(40);
    expect(callsOf(result, "GetServiceLastAccessedDetails")).toBe(40);
    expect(result.longest).toMatchObject({ name: "iam", calls: 80 });
    // Who calls, the accounts, the Regions, limits, functions, and the last answer.
    expect(result.dependentSteps).toBe(6);
    expect(callsOf(bound({ functions: 1 }), "GenerateServiceLastAccessedDetails")).toBe(0);
  });

  it("reads and waits for what it is asked for alone", () => {
    const reads = (source: SourceName) => source === "limits" || source === "functions";
    const options = { quotaOf, latencySeconds: 0.04, reads };
    const result = lowerBound({ accounts: [account], places: [{ ...empty, functions: 120 }] }, options);
    expect(result.terms.map(({ operation, calls }) => [operation, calls])).toEqual([
      ["ListFunctions", 3],
      ["GetAccountSettings", 1],
    ]);
    expect(result.dependentSteps).toBe(1);
  });

  it("lets no more than the burst go out at once", () => {
    const bursting = (service: string, operation: string) => ({ ...quotaOf(service, operation), burst: 1 });
    const counts = { accounts: [account], places: [{ ...empty, functions: 100 }] };
    expect(lowerBound(counts, { quotaOf: bursting, latencySeconds: 0 }).seconds).toBeCloseTo(408 / 15);
  });

  it("works in all places at once: more places of a size take no longer", () => {
    const places = ["eu-west-1", "us-east-1"].map((region) => ({ ...empty, region, functions: 100 }));
    const two = lowerBound({ accounts: [account], places }, { quotaOf, latencySeconds: 0 });
    expect(two.seconds).toBe(bound({ functions: 100 }).seconds);
  });

  it("never shrinks when a place holds more", () => {
    const counts = fc.record({
      functions: fc.nat(5_000),
      aliases: fc.nat(500),
      mappings: fc.nat(500),
      queriedLogGroups: fc.nat(500),
      logWindows: fc.nat(15),
    });
    fc.assert(
      fc.property(counts, counts, (one, more) => {
        const sum = Object.fromEntries(
          Object.entries(one).map(([key, value]) => [
            key,
            value + (Object.entries(more).find(([k]) => k === key)?.[1] ?? 0),
          ]),
        );
        const [small, big] = [bound(one), bound(sum)];
        expect(big.calls).toBeGreaterThanOrEqual(small.calls);
        expect(big.seconds).toBeGreaterThanOrEqual(small.seconds);
        expect(big.terms.reduce((total, { calls }) => total + calls, 0)).toBe(big.calls);
      }),
    );
  });
});
