import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { economyLevels } from "./economy.ts";
import { type CollectionProfile, chooseEconomy, levelCost, type MonthStand } from "./economy-choice.ts";

const prices = { metricUsd: 1e-5, scannedByteUsd: 0.005 / 2 ** 30 };
const hoursOfMonth = 744;

/** 1,000 active functions: 5,000 metrics an hour are 5 cents; 10 GB of logs an hour are another 5. */
const usual: CollectionProfile = {
  metricsPerReading: 5_000,
  metricsPerDay: 1_000,
  scannedBytesPerHour: 10 * 2 ** 30,
  unscannedHours: 0,
  unreadHistory: { metrics: 5_000, bytes: 100 * 2 ** 30 },
};
const beginning = (budgetUsd: number | null): MonthStand => ({
  budgetUsd,
  spentUsd: 0,
  spentBeforeTodayUsd: 0,
  hoursOfMonth,
  hoursBeforeToday: 0,
  hoursLeft: hoursOfMonth,
  current: null,
});
const levelFor = (stand: MonthStand) => chooseEconomy(stand, usual, prices).economy.level;

const profiles: fc.Arbitrary<CollectionProfile> = fc.record({
  metricsPerReading: fc.nat(100_000),
  metricsPerDay: fc.nat(50_000),
  scannedBytesPerHour: fc.nat(2 ** 31 - 1),
  unscannedHours: fc.nat(360),
  unreadHistory: fc.record({ metrics: fc.nat(100_000), bytes: fc.nat(2 ** 31 - 1) }),
});
const stands = fc
  .record({
    spentUsd: fc.double({ min: 0, max: 500, noNaN: true }),
    partBefore: fc.double({ min: 0, max: 1, noNaN: true }),
    hour: fc.integer({ min: 0, max: hoursOfMonth }),
    current: fc.oneof(fc.constant(null), fc.nat(economyLevels.length - 1)),
  })
  .map(({ spentUsd, partBefore, hour, current }) => ({
    spentUsd,
    spentBeforeTodayUsd: spentUsd * partBefore,
    hoursOfMonth,
    hoursBeforeToday: Math.floor(hour / 24) * 24,
    hoursLeft: hoursOfMonth - hour,
    current,
  }));

describe("levels of economy", () => {
  it("cost less and less, down to nothing, whatever the fleet", () => {
    fc.assert(
      fc.property(profiles, fc.nat(hoursOfMonth), (profile, hours) => {
        const costs = economyLevels.map((level) => {
          const { perHourUsd, onceUsd } = levelCost(level, profile, prices);
          return onceUsd + perHourUsd * hours;
        });
        for (const [index, cost] of costs.entries())
          expect(cost).toBeLessThanOrEqual((costs[index - 1] ?? cost) + 1e-9);
        expect(costs.at(-1)).toBe(0);
      }),
    );
  });

  it.each([
    [null, 0],
    [100, 0],
    // A month costs 37.2 for active functions, 37.2 for logs, 0.31 for quiet ones; the history 0.55 once.
    [75, 1],
    [74, 2],
    [50, 2],
    [47, 3],
    [42, 4],
    [38, 5],
    // Too little for a month even of that: for the first day of it.
    [1, 5],
    [0, 6],
  ])("a month's budget of %s dollars is kept at level %i", (budgetUsd, level) => {
    expect(levelFor(beginning(budgetUsd))).toBe(level);
  });

  it("name what the month comes to", () => {
    const { projectedUsd } = chooseEconomy({ ...beginning(75), spentUsd: 0.1 }, usual, prices);
    expect(projectedUsd).toBeCloseTo(0.1 + 37.2 + 37.2 + 0.31);
  });

  it("count the hour of each day that is looked at start by start, where nothing is slowed", () => {
    const [first, second] = economyLevels;
    const perHour = (level: (typeof economyLevels)[number]) => levelCost(level, usual, prices).perHourUsd;
    expect(perHour(first) - perHour(second)).toBeCloseTo((10 * 0.005) / 24, 12);
  });

  it("count log lines that were put off: scanning them costs what it would have cost then", () => {
    const behind = { ...usual, unscannedHours: 300 };
    expect(levelFor(beginning(60))).toBe(2);
    expect(chooseEconomy(beginning(60), behind, prices).economy.level).toBe(3);
  });

  it("are taken at once when the budget gets tight, and left only with a margin to spare", () => {
    expect(levelFor({ ...beginning(75), current: 0 })).toBe(1);
    // Level 1 fits into 75 dollars, but not into 75 less a twentieth: a fleet a little busier would need level 2 again.
    expect(levelFor({ ...beginning(75), current: 2 })).toBe(2);
    expect(levelFor({ ...beginning(82), current: 2 })).toBe(0);
  });

  it("never get faster as the budget shrinks", () => {
    fc.assert(
      fc.property(
        profiles,
        stands,
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (profile, stand, one, other) => {
          const [small, big] = one < other ? [one, other] : [other, one];
          const tight = chooseEconomy({ ...stand, budgetUsd: small }, profile, prices);
          const easy = chooseEconomy({ ...stand, budgetUsd: big }, profile, prices);
          expect(tight.economy.level).toBeGreaterThanOrEqual(easy.economy.level);
        },
      ),
    );
  });

  it("fit into the budget, as far as any does", () => {
    fc.assert(
      fc.property(profiles, stands, fc.double({ min: 0, max: 500, noNaN: true }), (profile, stand, budgetUsd) => {
        const { economy, projectedUsd } = chooseEconomy({ ...stand, budgetUsd }, profile, prices);
        if (economy.level < economyLevels.length - 1) expect(projectedUsd).toBeLessThanOrEqual(budgetUsd);
      }),
    );
  });
});

interface Month {
  readonly spentUsd: number;
  readonly levels: readonly number[];
  readonly refused: number;
}

/** A month hour by hour, as the services do it: the level first, then each reading as far as the budget has its cost. */
function liveMonth(profile: CollectionProfile, budgetUsd: number, loads: readonly number[]): Month {
  const levels: number[] = [];
  let spentUsd = 0;
  let spentBeforeTodayUsd = 0;
  let refused = 0;
  for (let hour = 0; hour < hoursOfMonth; hour += 1) {
    const load = loads[hour % loads.length] ?? 1;
    const now = { ...profile, scannedBytesPerHour: profile.scannedBytesPerHour * load };
    if (hour % 24 === 0) spentBeforeTodayUsd = spentUsd;
    const stand = {
      budgetUsd,
      spentUsd,
      spentBeforeTodayUsd,
      hoursOfMonth,
      hoursBeforeToday: Math.floor(hour / 24) * 24,
      hoursLeft: hoursOfMonth - hour,
      current: levels.at(-1) ?? null,
    };
    const { economy } = chooseEconomy(stand, now, prices);
    levels.push(economy.level);
    const dueMetrics = economy.readsMetrics && hour % economy.metricsEveryHours === 0 ? now.metricsPerReading : 0;
    const costs = [
      dueMetrics * prices.metricUsd,
      economy.readsStarts ? now.scannedBytesPerHour * prices.scannedByteUsd : 0,
    ];
    for (const cost of costs) {
      if (spentUsd + cost <= budgetUsd) spentUsd += cost;
      else refused += 1;
    }
  }
  return { spentUsd, levels, refused };
}

describe("a month", () => {
  const steady = { ...usual, unreadHistory: { metrics: 0, bytes: 0 }, metricsPerDay: 0 };
  const budgets = fc.double({ min: 0, max: 120, noNaN: true });
  /** Enough for the sparsest level that AWS bills: metrics once a day are 1.55 dollars. */
  const ampleBudgets = fc.double({ min: 1.6, max: 120, noNaN: true });

  it("keeps its budget whatever the load does", () => {
    fc.assert(
      fc.property(
        budgets,
        fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 48 }),
        (budgetUsd, loads) => void expect(liveMonth(steady, budgetUsd, loads).spentUsd).toBeLessThanOrEqual(budgetUsd),
      ),
      { numRuns: 50 },
    );
  });

  it("of steady load settles, refuses next to nothing, and uses its budget as far as a faster level needs", () => {
    fc.assert(
      fc.property(ampleBudgets, (budgetUsd) => {
        const { levels, refused } = liveMonth(steady, budgetUsd, [1]);
        const changes = levels.filter((level, hour) => hour > 0 && level !== levels[hour - 1]).length;
        expect(changes).toBeLessThanOrEqual(economyLevels.length);
        expect(refused).toBeLessThanOrEqual(2);
      }),
      { numRuns: 50 },
    );
  });

  it("whose load moves by a hundredth from hour to hour does not move the level with it", () => {
    fc.assert(
      fc.property(
        ampleBudgets,
        fc.array(fc.double({ min: 0.99, max: 1.01, noNaN: true }), { minLength: 2, maxLength: 48 }),
        (budgetUsd, loads) => {
          const { levels } = liveMonth(steady, budgetUsd, loads);
          const changes = levels.filter((level, hour) => hour > 0 && level !== levels[hour - 1]).length;
          expect(changes).toBeLessThanOrEqual(2 * economyLevels.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("with too little for daily metrics reads them on as many days as it pays for, from the first on", () => {
    // Half of what daily metrics cost.
    const { levels, spentUsd } = liveMonth(steady, 0.775, [1]);
    const days = Array.from({ length: 31 }, (_, day) => new Set(levels.slice(day * 24, day * 24 + 24)));
    expect(days.filter(({ size }) => size > 1).length).toBeLessThanOrEqual(1);
    expect(days[0]).toEqual(new Set([5]));
    expect(days.filter((day) => day.has(5)).length).toBeGreaterThanOrEqual(15);
    expect(spentUsd).toBeGreaterThan(0.7);
  });
});
