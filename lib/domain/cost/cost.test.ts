import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blendedRates, rateKey, tieredCost } from "./duration-rates.ts";
import { freeTierUsd } from "./free-tier.ts";
import { billedSecondsOf, type FunctionUsage, functionCostUsd } from "./function-cost.ts";
import { monthForecast } from "./month-forecast.ts";
import { listPrices } from "./price-list.ts";

const usage = (change: Partial<FunctionUsage> = {}): FunctionUsage => ({
  region: "us-east-1",
  architecture: "x86_64",
  invocations: 1_000_000,
  reports: 1_000_000,
  billedMbMs: 1_000_000 * 100 * 1024,
  durationMbMs: 1_000_000 * 90 * 1024,
  ...change,
});
const noRates = new Map();

describe("functionCostUsd", () => {
  it("adds requests and billed duration", () => {
    expect(functionCostUsd(usage(), listPrices, noRates)).toEqual({
      state: "known",
      requestsUsd: expect.closeTo(0.2, 12),
      durationUsd: 100_000 * 1.66667e-5,
      totalUsd: 1_000_000 * 2e-7 + 100_000 * 1.66667e-5,
      gbSeconds: 100_000,
      initMissing: false,
      upperBound: false,
      priceDate: "2026-11-21",
    });
  });

  it("takes the Duration metric and says that INIT is missing where reports do not cover", () => {
    const cost = functionCostUsd(usage({ reports: 940_000 }), listPrices, noRates);
    expect(cost).toMatchObject({ state: "known", gbSeconds: 90_000, initMissing: true });
    expect(billedSecondsOf(usage({ reports: 960_000, billedMbMs: 960_000 * 100 * 1024 }))?.gbSeconds).toBeCloseTo(
      100_000,
    );
    expect(billedSecondsOf(usage({ reports: 1_010_000 }))?.gbSeconds).toBeCloseTo(100_000);
  });

  it.each([
    [{ region: "ca-west-1" }, /ca-west-1/],
    [{ region: "constructor" }, /constructor/],
    [{ region: "cn-north-1", architecture: "arm64" }, /CNY/],
    [{ region: "me-south-1" }, /request in me-south-1/],
    [{ architecture: "riscv64" }, /riscv64/],
    [{ invocations: null }, /not been read/],
    [{ reports: 0, durationMbMs: null }, /Neither/],
  ])("is unknown for %j, never another price", (change, reason) => {
    const cost = functionCostUsd(usage(change), listPrices, noRates);
    expect(cost).toEqual({ state: "unknown", reason: expect.stringMatching(reason) });
  });

  it("costs nothing without invocations", () => {
    const idle = usage({ invocations: 0, reports: 0, billedMbMs: 0, durationMbMs: 0 });
    expect(functionCostUsd(idle, listPrices, noRates)).toMatchObject({ state: "known", totalUsd: 0 });
  });

  it("makes arm64 a fifth cheaper in duration", () => {
    const arm = functionCostUsd(usage({ architecture: "arm64" }), listPrices, noRates);
    expect(arm).toMatchObject({ requestsUsd: expect.closeTo(0.2, 12), durationUsd: 100_000 * 1.33334e-5 });
  });
});

describe("blendedRates", () => {
  const tiers = listPrices.regions.get("us-east-1")?.x86_64.durationTiers ?? [];

  it.each([
    [0, 0],
    [1e9, 16_666.7],
    [6e9, 100_000.2],
    [15e9, 235_000.2],
    [20e9, 301_667.2],
  ])("%d GB-seconds cost $%d", (gbSeconds, usd) => {
    expect(tieredCost(gbSeconds, tiers)).toBeCloseTo(usd, 6);
  });

  it("shares the organisation's tiers so that the parts add up to the whole", () => {
    const parts = fc.array(fc.double({ min: 0, max: 9e9, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(parts, (list) => {
        const usages = list.map((gbSeconds) => ({ region: "us-east-1", architecture: "x86_64", gbSeconds }));
        const rate = blendedRates(usages, listPrices).get(rateKey("us-east-1", "x86_64"));
        const total = list.reduce((sum, part) => sum + part, 0);
        const sum = list.reduce((usd, part) => usd + part * (rate?.pricePerGbSecond ?? Number.NaN), 0);
        expect(sum).toBeCloseTo(tieredCost(total, tiers), 2);
      }),
    );
  });

  it("keeps Regions and architectures apart, marks upper bounds, leaves unlisted Regions out", () => {
    const of = (region: string, architecture: string, gbSeconds: number) => ({ region, architecture, gbSeconds });
    const rates = blendedRates(
      [
        of("us-east-1", "x86_64", 7e9),
        of("us-east-1", "arm64", 7e9),
        of("eu-west-1", "x86_64", 7e9),
        of("xx-1", "arm64", 1),
      ],
      listPrices,
    );
    expect([...rates.keys()].toSorted()).toEqual(["eu-west-1 x86_64", "us-east-1 arm64", "us-east-1 x86_64"]);
    expect(rates.get("us-east-1 arm64")?.pricePerGbSecond).toBeCloseTo(1.33334e-5, 12);
    expect(rates.get("us-east-1 x86_64")?.pricePerGbSecond).toBeLessThan(1.66667e-5);
    expect(rates.get("eu-west-1 x86_64")).toEqual({
      pricePerGbSecond: expect.closeTo(1.66667e-5, 12),
      upperBound: true,
    });
  });
});

describe("listPrices", () => {
  it("holds what was found, with positive figures and a source each", () => {
    expect(listPrices.regions.size).toBe(27);
    for (const prices of listPrices.regions.values()) {
      for (const side of [prices.x86_64, prices.arm64]) {
        for (const tier of side.durationTiers) expect(tier.price).toBeGreaterThan(1e-6);
        expect(side.request ?? 1).toBeGreaterThan(0);
      }
      expect(prices.source.source).not.toBe("");
    }
    expect(listPrices.regions.get("af-south-1")?.x86_64).toMatchObject({
      request: 2.7e-7,
      durationTiers: [{ price: 2.21e-5 }],
    });
  });
});

describe("freeTierUsd", () => {
  it("covers a small month whole and a big one up to the allowance", () => {
    expect(freeTierUsd({ requests: 10, gbSeconds: 20, requestsUsd: 1, durationUsd: 2 })).toBe(3);
    const big = { requests: 10_000_000, gbSeconds: 4_000_000, requestsUsd: 2, durationUsd: 66.67 };
    expect(freeTierUsd(big)).toBeCloseTo(0.2 + 6.667, 6);
    expect(freeTierUsd({ requests: 0, gbSeconds: 0, requestsUsd: 0, durationUsd: 0 })).toBe(0);
  });
});

describe("monthForecast", () => {
  const days = (from: number, to: number, usd: number | null) =>
    Array.from({ length: to - from + 1 }, (_, k) => ({ day: `2026-11-${String(from + k).padStart(2, "0")}`, usd }));

  it("adds the last week's mean for the days to come", () => {
    expect(monthForecast([...days(1, 3, 100), ...days(4, 10, 10)], "2026-11")).toEqual({
      spentUsd: 370,
      forecastUsd: 370 + 20 * 10,
      daysKnown: 10,
      daysInMonth: 30,
      daysBehind: 7,
    });
  });

  it("takes a day that is not known at the mean, not as 0", () => {
    expect(monthForecast([...days(1, 5, 10), ...days(6, 6, null)], "2026-11").forecastUsd).toBe(300);
  });

  it("uses the month before for the mean only, and nothing later", () => {
    const october = ["29", "30", "31"].map((day) => ({ day: `2026-10-${day}`, usd: 8 }));
    const forecast = monthForecast([...october, { day: "2026-12-01", usd: 1000 }], "2026-11");
    expect(forecast).toMatchObject({ spentUsd: 0, forecastUsd: 240, daysKnown: 0, daysBehind: 3 });
  });

  it("does not forecast from two days, knows leap years, refuses what is no month", () => {
    expect(monthForecast(days(1, 2, 10), "2026-11").forecastUsd).toBeNull();
    expect(monthForecast([], "2028-02").daysInMonth).toBe(29);
    expect(() => monthForecast([], "2026")).toThrow(RangeError);
  });
});
