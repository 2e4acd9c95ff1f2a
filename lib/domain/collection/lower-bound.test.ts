import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlaceCounts } from "./fleet-counts.ts";
import { lowerBound } from "./lower-bound.ts";

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
  it("asks an empty Region for its limits alone", () => {
    const result = bound({});
    expect(result.terms.map(({ operation }) => operation).sort()).toEqual([
      "DescribeOrganization",
      "DescribeRegions",
      "GetAccountAuthorizationDetails",
      "GetAccountSettings",
      "ListAccounts",
    ]);
    expect(result.calls).toBe(5);
  });

  it("reads a fleet without accounts in two calls", () => {
    expect(lowerBound({ accounts: [], places: [] }, { quotaOf, latencySeconds: 1 }).calls).toBe(2);
  });

  it.each([
    [{ functions: 51 }, "ListFunctions", 2],
    [{ functions: 50 }, "ListFunctions", 1],
    [{ functions: 10, aliases: 3 }, "GetPolicy", 13],
    [{ functions: 10, images: 4 }, "GetFunctionCodeSigningConfig", 6],
    [{ functions: 10, publishing: 2 }, "ListProvisionedConcurrencyConfigs", 2],
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
    // 1 limits, 1 list, 1 mappings, 6 × 100 of the shared class: 603 calls at 15 a second.
    const result = bound({ functions: 100, mappings: 1 }, 0.04);
    expect(result.longest).toMatchObject({ name: "lambda", calls: 604, perSecond: 15 });
    expect(result.seconds).toBeCloseTo(603 / 15 + 10 * 0.04);
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
