import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";
import { failureLinesQuery } from "./example-query.ts";
import { exampleWindow, scanEstimate } from "./example-window.ts";
import { failureBasis, failureRate } from "./failure-rate.ts";
import { type FailureDayCount, failureSeriesOf } from "./failure-series.ts";
import { failureTrend, rateRatio, trendDays } from "./failure-trend.ts";
import { riseOnset } from "./onset.ts";
import { changeSpan, changesNear } from "./what-changed.ts";

const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;
const today = Date.UTC(2026, 10, 20);

function row(of: Partial<FailureDayCount>): FailureDayCount {
  const dayMs = of.dayMs ?? today;
  const seen = { firstSeenMs: dayMs + hour, lastSeenMs: dayMs + 2 * hour };
  return { kind: "error", errorType: "TypeError", version: "1", dayMs, count: 1, ...seen, ...of };
}

describe("failureSeriesOf", () => {
  it("groups by kind and error type, over versions and days, the most frequent first", () => {
    const series = failureSeriesOf([
      row({ version: "2", dayMs: today, count: 5 }),
      row({ version: "1", dayMs: today - day, count: 3 }),
      row({ version: "2", dayMs: today - day, count: 1, firstSeenMs: today - hour, lastSeenMs: today - minute }),
      row({ kind: "timeout", errorType: "", count: 30 }),
    ]);
    expect(series.map(({ kind, count }) => [kind, count])).toEqual([
      ["timeout", 30],
      ["error", 9],
    ]);
    const [, errors] = series;
    expect(errors?.versions).toEqual([
      { version: "1", count: 3, firstSeenMs: today - day + hour },
      { version: "2", count: 6, firstSeenMs: today - hour },
    ]);
    expect(errors?.days.map(({ count }) => count)).toEqual([4, 5]);
    expect([errors?.firstSeenMs, errors?.lastSeenMs]).toEqual([today - day + hour, today + 2 * hour]);
  });

  it("does not depend on the order of the rows, and loses none", () => {
    const rows = fc.array(
      fc
        .record({
          kind: fc.constantFrom("timeout", "error", "init"),
          errorType: fc.constantFrom("", "A", "B"),
          version: fc.constantFrom("1", "2"),
          back: fc.nat(5),
          count: fc.integer({ min: 1, max: 9 }),
        })
        .map(({ back, ...of }) => row({ ...of, dayMs: today - back * day } as Partial<FailureDayCount>)),
    );
    fc.assert(
      fc.property(rows, (some) => {
        const series = failureSeriesOf(some);
        expect(failureSeriesOf(some.toReversed())).toEqual(series);
        expect(series.reduce((sum, { count }) => sum + count, 0)).toBe(some.reduce((sum, { count }) => sum + count, 0));
      }),
    );
  });
});

describe("failureRate", () => {
  it("is taken of reports, but of invocations where only failures are reported", () => {
    expect(failureBasis({ logFormat: "Text", systemLogLevel: null })).toBe("reports");
    expect(failureBasis({ logFormat: "JSON", systemLogLevel: "INFO" })).toBe("reports");
    expect(failureBasis({ logFormat: "JSON", systemLogLevel: "WARN" })).toBe("invocations");
  });

  it("is not known without a denominator, nor where more failed than there was", () => {
    expect(failureRate(3, null)).toBeNull();
    expect(failureRate(3, 0)).toBeNull();
    expect(failureRate(3, 2)).toBeNull();
    expect(failureRate(3, 20)).toMatchObject({ hits: 3, n: 20, tooFew: true });
    expect(failureRate(60, 1_000)?.value).toBe(0.06);
  });
});

/** Days of a Poisson series with a rate that may change. */
function simulated(random: () => number, rateOf: (back: number) => number, total = 1_000) {
  const backs = Array.from(
    { length: trendDays.recent + trendDays.before },
    (_, k) => trendDays.recent + trendDays.before - 1 - k,
  );
  const counts = backs.map((back) => ({ back, count: poisson(random, rateOf(back) * total) }));
  const days = counts.flatMap(({ back, count }) => {
    const dayMs = today - back * day;
    return count === 0 ? [] : [{ dayMs, count, firstSeenMs: dayMs + hour, lastSeenMs: dayMs + 2 * hour }];
  });
  const exposures = backs.map((back) => ({ dayMs: today - back * day, total }));
  return { days, exposures, steps: counts.map(({ count }) => ({ count, total })) };
}

function poisson(random: () => number, mean: number): number {
  const limit = Math.exp(-mean);
  let [k, product] = [0, random()];
  while (product > limit) {
    k += 1;
    product *= random();
  }
  return k;
}

const longAgo = today - 200 * day;

describe("failureTrend", () => {
  const trendOf = (seed: number, rateOf: (back: number) => number, firstSeenMs = longAgo) => {
    const { days, exposures } = simulated(seededRandom(seed), rateOf);
    return failureTrend({ days, exposures, firstSeenMs, todayMs: today });
  };
  const share = (verdict: string | null, rateOf: (back: number) => number, firstSeenMs?: number) =>
    Array.from({ length: 400 }, (_, seed) => trendOf(seed, rateOf, firstSeenMs).trend).filter(
      (trend) => trend === verdict,
    ).length / 400;

  it("calls steady series steady: at most one in a hundred anything else", () => {
    expect(share("steady", () => 0.02)).toBeGreaterThanOrEqual(0.99);
    expect(share("steady", () => 0.002)).toBeGreaterThanOrEqual(0.99);
  });

  it("finds a rate that trebled a week ago, and one that fell to a third", () => {
    expect(share("rising", (back) => (back < 7 ? 0.015 : 0.005))).toBeGreaterThanOrEqual(0.95);
    expect(share("falling", (back) => (back < 7 ? 0.005 : 0.015))).toBeGreaterThanOrEqual(0.95);
  });

  it("does not take more traffic for a higher rate", () => {
    const { days, exposures } = simulated(seededRandom(1), () => 0.01);
    const busy = <T extends { dayMs: number }>(list: readonly T[], key: "count" | "total") =>
      list.map((one) =>
        one.dayMs > today - 7 * day ? { ...one, [key]: ((one as Record<string, number>)[key] as number) * 5 } : one,
      );
    const input = {
      days: busy(days, "count"),
      exposures: busy(exposures, "total"),
      firstSeenMs: longAgo,
      todayMs: today,
    };
    expect(failureTrend(input).trend).toBe("steady");
    expect(failureTrend({ ...input, exposures }).trend).toBe("rising");
  });

  it("calls new what was first seen within two weeks, where the days before were read", () => {
    const rate = (back: number) => (back <= 9 ? 0.02 : 0);
    expect(trendOf(3, rate, today - 9 * day + hour)).toMatchObject({ trend: "new" });
    const { days, exposures } = simulated(seededRandom(3), rate);
    const unread = exposures.filter(({ dayMs }) => dayMs >= today - 9 * day);
    const verdict = failureTrend({ days, exposures: unread, firstSeenMs: today - 9 * day + hour, todayMs: today });
    expect(verdict).toEqual({ trend: null, ratio: null, unknown: "noEarlierDays" });
  });

  it("calls ended what was due and did not come, not what is rare", () => {
    expect(trendOf(4, (back) => (back > 5 ? 0.01 : 0)).trend).toBe("ended");
    expect(trendOf(4, (back) => (back > 1 ? 0.001 : 0)).trend).not.toBe("ended");
  });

  it("tells no trend from fewer than ten events", () => {
    const { exposures } = simulated(seededRandom(1), () => 0);
    const days = [{ dayMs: today, count: 9, firstSeenMs: today, lastSeenMs: today }];
    const input = { days, exposures, firstSeenMs: today, todayMs: today };
    expect(failureTrend(input)).toMatchObject({ trend: null, unknown: "tooFew" });
    expect(failureTrend({ ...input, days: [{ ...days[0], count: 10 } as (typeof days)[number]] }).trend).toBe("new");
  });

  it("takes the ratio of rates with an interval that holds it", () => {
    expect(rateRatio({ events: 30, exposure: 1 }, { events: 10, exposure: 1 })).toMatchObject({ value: 3 });
    expect(rateRatio({ events: 0, exposure: 1 }, { events: 0, exposure: 1 })).toBeNull();
    expect(rateRatio({ events: 5, exposure: 1 }, { events: 0, exposure: 1 })?.high).toBe(Number.POSITIVE_INFINITY);
    const counts = fc.integer({ min: 0, max: 10_000 });
    const exposure = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(counts, exposure, counts, exposure, (events, one, earlier, other) => {
        const ratio = rateRatio({ events, exposure: one }, { events: earlier, exposure: other });
        if (events + earlier === 0) return expect(ratio).toBeNull();
        expect(ratio?.low).toBeGreaterThanOrEqual(0);
        expect(ratio?.low).toBeLessThanOrEqual((ratio?.value ?? 0) * (1 + 1e-9));
        expect(ratio?.high).toBeGreaterThanOrEqual((ratio?.value ?? 0) * (1 - 1e-9));
      }),
    );
  });
});

describe("riseOnset", () => {
  it("finds a planted rise to the day, in 95 of 100 seeded series", () => {
    const found = Array.from({ length: 100 }, (_, seed) => {
      const at = 5 + (seed % 18);
      const { steps } = simulated(seededRandom(seed), (back) => (27 - back >= at ? 0.06 : 0.01));
      return Math.abs((riseOnset(steps) ?? Number.POSITIVE_INFINITY) - at) <= 1;
    });
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(95);
  });

  it("finds none where none is planted, nor a fall, in 99 of 100", () => {
    const none = Array.from({ length: 200 }, (_, seed) => riseOnset(simulated(seededRandom(seed), () => 0.02).steps));
    expect(none.filter((index) => index === null).length).toBeGreaterThanOrEqual(198);
    expect(riseOnset(simulated(seededRandom(1), (back) => (back > 10 ? 0.06 : 0.01)).steps)).toBeNull();
  });

  it("has nothing to say of nothing", () => {
    expect(riseOnset([])).toBeNull();
    expect(riseOnset([{ count: 100, total: 10 }])).toBeNull();
    expect(
      riseOnset([
        { count: 0, total: 10 },
        { count: 0, total: 10 },
      ]),
    ).toBeNull();
  });
});

describe("changesNear", () => {
  const at = today + 12 * hour;
  const change = (id: string, atMs: number, dated = true) => ({ id, atMs, dated });

  it("ranks what happened before by closeness, and leaves out what is too far or came after", () => {
    const ranked = changesNear({ atMs: at, precision: "event" }, [
      change("far", at - 25 * hour),
      change("code", at - 12 * minute),
      change("role", at - 3 * hour),
      change("after", at + minute),
      change("clock", at + 2_000),
      change("noticed", at + 2 * hour, false),
    ]);
    expect(ranked.map(({ change: { id }, relation }) => [id, relation])).toEqual([
      ["clock", "before"],
      ["code", "before"],
      ["role", "before"],
      ["noticed", "noticedAfter"],
    ]);
    expect(ranked[1]?.beforeMs).toBe(12 * minute);
  });

  it("takes the whole day where only the day of the onset is known", () => {
    const ranked = changesNear({ atMs: at, precision: "day" }, [
      change("evening", today + 20 * hour),
      change("eve", today - hour),
    ]);
    expect(ranked.map(({ change: { id }, relation }) => [id, relation])).toEqual([
      ["evening", "sameDay"],
      ["eve", "before"],
    ]);
  });

  it("looks at no more time than it ranks", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("event" as const, "day" as const),
        fc.integer({ min: -60 * hour, max: 60 * hour }),
        fc.boolean(),
        (precision, off, dated) => {
          const { fromMs, toMs, datedToMs } = changeSpan({ atMs: at, precision });
          const isRanked = changesNear({ atMs: at, precision }, [change("one", at + off, dated)]).length > 0;
          if (isRanked) expect(at + off).toBeGreaterThanOrEqual(fromMs);
          if (isRanked) expect(at + off).toBeLessThanOrEqual(dated ? datedToMs : toMs);
        },
      ),
    );
  });
});

describe("examples", () => {
  it("takes the smallest window that holds the last failure and probably twenty", () => {
    const window = (lastDayCount: number) =>
      exampleWindow({ lastSeenMs: at + 30_000, lastDayCount, lastDayFirstSeenMs: at - 10 * hour });
    expect(window(1)).toEqual({ fromMs: at + minute - hour, toMs: at + minute });
    expect(window(100_000)).toEqual({ fromMs: at - 4 * minute, toMs: at + minute });
    expect(window(600).toMs - window(600).fromMs).toBe(21 * minute);
  });
  const at = today + 15 * hour;

  it("estimates from measures, else from what is stored, else not at all", () => {
    const window = { fromMs: 0, toMs: hour / 2 };
    expect(scanEstimate(window, { bytesPerHour: 1_000, storedBytes: 9, retentionDays: 1 })).toEqual({
      bytes: 500,
      basis: "measured",
    });
    expect(scanEstimate(window, { bytesPerHour: null, storedBytes: 4_800, retentionDays: 10 })).toEqual({
      bytes: 10,
      basis: "spread",
    });
    expect(scanEstimate(window, { bytesPerHour: null, storedBytes: 4_800, retentionDays: null })).toEqual({
      bytes: 4_800,
      basis: "all",
    });
    expect(scanEstimate(window, { bytesPerHour: null, storedBytes: null, retentionDays: 10 })).toBeNull();
  });

  it("quotes what a log called an error, whatever that was", () => {
    const query = failureLinesQuery({ kind: "error", errorType: `a"b\\c\n| delete`, streamFunction: "orders" });
    expect(query.split("\n")).toHaveLength(5);
    expect(query).toContain(
      `@message like "a" and @message like "b" and @message like "c" and @message like "| delete"`,
    );
    // With the slash before: not the streams of "my-orders".
    expect(query).toContain(`@logStream like "/orders["`);
    expect(query).toContain("limit 20");
  });

  it("lets no error type out of its quotes", () => {
    const types = fc.string({ unit: fc.constantFrom(..."a |\"'\\`/{}()\n\r\t#"), maxLength: 40 });
    fc.assert(
      fc.property(types, (errorType) => {
        const lines = failureLinesQuery({ kind: "error", errorType, streamFunction: null }).split("\n");
        expect(lines).toHaveLength(4);
        const outside = (lines[1] ?? "").replaceAll(/"[^"]*"/g, '""');
        expect(outside).toMatch(
          /^\| filter (?:@message like ""|\(@message like [^"]*\))(?: and @message like "")* and @message not like [^"]*$/,
        );
      }),
    );
  });

  it("finds timeouts in both formats of logs, and not those of inits, which are a series of their own", () => {
    const query = failureLinesQuery({ kind: "timeout", errorType: "", streamFunction: null });
    expect(query).toContain(`record.status = "timeout"`);
    expect(query).toContain("@message not like /^INIT_REPORT /");
  });
});
