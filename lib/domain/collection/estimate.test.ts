import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coreMetrics, regionMetrics } from "#lib/aws/collectors/metrics/metric-plan.ts";
import { economyLevels } from "./economy.ts";
import { type EstimateOptions, estimateCollection, estimateReading } from "./estimate.ts";
import { metricCounts } from "./estimate-readings.ts";
import { assumedShape, type FleetFigures, usualFigures } from "./estimate-shape.ts";

const options: EstimateOptions = {
  now: new Date("2026-11-20T10:30:00Z"),
  prices: { metricUsd: 1e-5, scannedByteUsd: 0.005 / 2 ** 30 },
  latencySeconds: 0.05,
  quotaOf: (service, operation) => ({ name: `${service} ${operation}`, perSecond: 5 }),
};
const figures = (more: Partial<FleetFigures>): FleetFigures => ({
  ...usualFigures,
  functions: 1_000,
  accounts: 1,
  regions: 1,
  ...more,
});
const readingOf = (kind: "first" | "hourly" | "daily", more: Partial<FleetFigures> = {}, level = 0) =>
  estimateReading(assumedShape(figures(more)), kind, economyLevels[level] ?? economyLevels[0], options);
const callsOf = ({ terms }: ReturnType<typeof readingOf>, operation: string) =>
  terms.filter((term) => term.operation === operation).reduce((sum, { calls }) => sum + calls, 0);

it("counts metrics as the collectors ask for them", () => {
  const withPercentiles = coreMetrics.filter(({ statistics }) => statistics.some(({ stat }) => stat.startsWith("p")));
  expect(metricCounts).toEqual({
    core: coreMetrics.length,
    coreQueries: coreMetrics.reduce((sum, { statistics }) => sum + statistics.length, 0),
    region: regionMetrics.length,
    percentile: withPercentiles.length,
    percentileQueries: withPercentiles.reduce((sum, { statistics }) => sum + statistics.length, 0),
  });
});

describe("a described fleet", () => {
  it("has its functions in all its places, none lost and none twice", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 10 }),
        (functions, accounts, regions) => {
          const { places } = assumedShape(figures({ functions, accounts, regions }));
          const sizes = places.map((place) => place.functions);
          expect(places).toHaveLength(accounts * regions);
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(functions);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe("a reading", () => {
  it.each([
    // 1,000 functions × 5 metrics, 180 rarer ones and the Region's 5, for the hours and again for the days; 2 NAT gateways × 2.
    ["first", {}, 10_374],
    // 200 active × 5, their share of the rarer ones, and the Region's.
    ["hourly", {}, 1_065],
    // 600 listed × 5, 180 and the Region over the day, 600 percentiles of the day itself, a seventh of 400 dead × 5, the gateways.
    ["daily", {}, 4_075],
    ["hourly", { activeShare: 0 }, 5],
    ["first", { accounts: 10, regions: 4 }, 10_960],
  ] as const)("%s of %j asks for %i metrics", (kind, more, metrics) => {
    expect(readingOf(kind, more).metrics).toBe(metrics);
  });

  it("scans today as far as it has settled and fourteen days, later an hour, and an hour of each day once more", () => {
    const perHour = 200 * (50 / 24) * 2 ** 20;
    expect(readingOf("first").scannedBytes).toBeCloseTo(perHour * (10 + 14 * 24 + 1), -3);
    expect(readingOf("hourly").scannedBytes).toBeCloseTo(perHour, -3);
    expect(readingOf("daily").scannedBytes).toBeCloseTo(perHour * 2, -3);
    expect(readingOf("daily", {}, 1).scannedBytes).toBeCloseTo(perHour, -3);
    expect(readingOf("first", {}, 1).scannedBytes).toBeCloseTo(perHour * 10, -3);
    expect(readingOf("first", {}, 5).scannedBytes).toBe(0);
  });

  it("asks hourly for what is read hourly alone", () => {
    const hourly = readingOf("hourly");
    expect(callsOf(hourly, "DescribeRegions")).toBe(0);
    expect(callsOf(hourly, "GetAccountSettings")).toBe(1);
    expect(callsOf(readingOf("daily"), "DescribeRegions")).toBe(1);
  });

  it("reads each function's detail once a day, and four times where it can go stale by itself", () => {
    // 650 / 24 and 350 / 6.
    expect(callsOf(readingOf("hourly"), "GetFunction")).toBe(86);
    expect(callsOf(readingOf("first"), "GetFunction")).toBe(1_000);
  });

  it("asks of each role what it uses at first, and of a seventh each day", () => {
    const generated = (kind: "first" | "hourly" | "daily") =>
      callsOf(readingOf(kind), "GenerateServiceLastAccessedDetails");
    expect([generated("first"), generated("hourly"), generated("daily")]).toEqual([300, 0, 43]);
  });

  it("without what AWS bills makes the same free calls", () => {
    const free = readingOf("daily", {}, 6);
    expect(free).toMatchObject({ metrics: 0, scannedBytes: 0, usd: 0 });
    expect(callsOf(free, "GetMetricData")).toBe(0);
    expect(callsOf(free, "StartQuery")).toBe(0);
    expect(callsOf(free, "GetFunction")).toBe(callsOf(readingOf("daily"), "GetFunction"));
  });
});

describe("a month", () => {
  it("costs less from level to level, and asks for no more, whatever the fleet", () => {
    const fleets = fc.record({
      functions: fc.integer({ min: 1, max: 20_000 }),
      accounts: fc.integer({ min: 1, max: 5 }),
      regions: fc.integer({ min: 1, max: 4 }),
      activeShare: fc.double({ min: 0, max: 0.5, noNaN: true }),
      listedShare: fc.double({ min: 0.5, max: 1, noNaN: true }),
      logMbPerActiveFunctionDay: fc.double({ min: 0, max: 1_000, noNaN: true }),
    });
    fc.assert(
      fc.property(fleets, (fleet) => {
        const { levels } = estimateCollection(assumedShape(figures(fleet)), options);
        for (const [index, level] of levels.entries()) {
          const before = levels[index - 1];
          if (before === undefined) continue;
          expect(level.usdPerMonth).toBeLessThanOrEqual(before.usdPerMonth + 1e-9);
          expect(level.firstUsd).toBeLessThanOrEqual(before.firstUsd + 1e-9);
          expect(level.callsPerDay).toBeLessThanOrEqual(before.callsPerDay);
        }
        expect(levels.at(-1)).toMatchObject({ usdPerMonth: 0, firstUsd: 0 });
      }),
      { numRuns: 30 },
    );
  });

  it("of 10,000 functions read hourly as a whole would be the 365 dollars that AWS's price makes of 50,000 metrics", () => {
    const everyone = figures({
      functions: 10_000,
      activeShare: 1,
      listedShare: 1,
      rareMetricsPerFunction: 0,
      logMbPerActiveFunctionDay: 0,
    });
    const [usual] = estimateCollection(assumedShape(everyone), options).levels;
    // Once a day Duration is read a second time, for the day's percentiles.
    expect(usual?.usdPerMonth).toBeCloseTo(365 * (1 + 1 / (24 * 5)), 0);
  });
});
