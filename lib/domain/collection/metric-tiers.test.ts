import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activeReachMs, type MetricWatermarks, metricReading, type TieredWindow } from "./metric-tiers.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const start = Date.parse("2026-11-01T00:00:00Z");
const hourDays = 15;
const never: MetricWatermarks = { complete: null, active: null, listed: null, unlisted: null };

/** A point of one function: begun at `at`, to be seen from `published` on. */
interface Point {
  readonly fn: number;
  readonly at: number;
  readonly published: number;
}

interface Turn {
  readonly at: number;
  readonly everyHours: number;
  readonly manual: boolean;
}

interface World {
  readonly born: readonly number[];
  readonly points: readonly Point[];
  readonly turns: readonly Turn[];
}

const functionCount = 4;
const spanMs = 24 * dayMs;

/** Bursts of activity with pauses between them; hourly turns with outages, pressed budgets and people who cannot wait. */
const worlds: fc.Arbitrary<World> = fc
  .record({
    born: fc.array(fc.oneof(fc.constant(0), fc.nat(spanMs)), { minLength: functionCount, maxLength: functionCount }),
    points: fc.array(
      fc.record({ fn: fc.nat(functionCount - 1), at: fc.nat(spanMs / minuteMs), late: fc.nat(20), burst: fc.nat(30) }),
      { maxLength: 120 },
    ),
    turns: fc.array(
      fc.record({
        gap: fc.oneof(
          { weight: 8, arbitrary: fc.integer({ min: 55, max: 65 }) },
          { weight: 3, arbitrary: fc.integer({ min: 1, max: 150 }) },
          { weight: 3, arbitrary: fc.integer({ min: 150, max: 260 }) },
          { weight: 1, arbitrary: fc.integer({ min: 400, max: 6_000 }) },
        ),
        everyHours: fc.oneof(
          { weight: 6, arbitrary: fc.constant(1) },
          { weight: 1, arbitrary: fc.constantFrom(3, 6, 24) },
        ),
        manual: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      }),
      { minLength: 5, maxLength: 200 },
    ),
  })
  .map(({ born, points, turns }) => {
    let at = start;
    return {
      born: born.map((ms) => start + ms),
      points: points.flatMap(({ fn, at: minute, late, burst }) =>
        Array.from({ length: 1 + burst }, (_, k) => {
          const begun = start + minute * minuteMs + k * 37 * minuteMs;
          return { fn, at: begun, published: begun + late * minuteMs };
        }).filter((point) => point.at >= start + (born[fn] ?? 0)),
      ),
      turns: turns.map(({ gap, ...turn }) => {
        at += gap * minuteMs;
        return { ...turn, at };
      }),
    };
  });

/** What CloudWatch holds, lists and is asked. */
function replay({ born, points, turns }: World) {
  const stored = new Set<Point>();
  const asked: { readonly fn: number; readonly at: number; readonly tier: string; readonly turn: Turn }[] = [];
  let marks = never;
  for (const turn of turns) {
    const { at, everyHours, manual } = turn;
    const functions = born.flatMap((since, fn) =>
      since <= at ? [{ name: `${fn}`, firstSeenAt: seenAt(since, turns) }] : [],
    );
    const reading = metricReading(marks, functions, { now: new Date(at), hourDays, everyHours, manual });
    if (reading === null) continue;
    const has = (fn: number, withinMs: number) =>
      points.some((point) => point.fn === fn && point.published <= at && point.published > at - withinMs);
    for (const window of reading.windows) {
      for (const name of window.functionNames) {
        const fn = Number(name);
        if (!isAsked(window.tier, (ms) => has(fn, ms))) continue;
        asked.push({ fn, at, tier: window.tier, turn });
        for (const point of points)
          if (point.fn === fn && point.published <= at && holds(window, point)) stored.add(point);
      }
    }
    marks = reading.reaches;
  }
  return { stored, asked, marks };
}

/** Lamplight sees a function at the first turn after it was made. */
function seenAt(since: number, turns: readonly Turn[]): Date {
  return new Date(turns.find(({ at }) => at >= since)?.at ?? since);
}

function isAsked(tier: TieredWindow["tier"], has: (withinMs: number) => boolean): boolean {
  if (tier === "active") return has(3 * hourMs);
  if (tier === "listed") return has(14 * dayMs);
  if (tier === "unlisted") return !has(14 * dayMs);
  return true;
}

function holds({ from, to }: TieredWindow, { at }: Point): boolean {
  return at >= from.getTime() && at < to.getTime();
}

describe("readings of metrics", () => {
  it("leave no hole: what was published before the complete watermark and is within keep time is stored", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { stored, marks } = replay(world);
        if (marks.complete === null) return;
        const { from, to } = marks.complete;
        const missing = world.points.filter(
          (point) => point.published <= to.getTime() && point.at >= from.getTime() && !stored.has(point),
        );
        expect(missing).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("catch up with everything at the next daily turn, whatever the budget and outages did before", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const last = world.turns.at(-1)?.at ?? start;
        const daily = { at: last + dayMs, everyHours: 24, manual: false };
        const { stored } = replay({ ...world, turns: [...world.turns, daily] });
        const first = world.turns[0]?.at ?? start;
        const oldestAtFirst = Math.floor(first / dayMs) * dayMs - (hourDays - 1) * dayMs;
        const kept = Math.floor(daily.at / dayMs) * dayMs - (hourDays - 1) * dayMs;
        const missing = world.points.filter(
          (point) => point.published <= daily.at && point.at >= Math.max(oldestAtFirst, kept) && !stored.has(point),
        );
        expect(missing).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("ask for no metric more often than its tier says", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { asked } = replay(world);
        for (const ask of asked) {
          const same = asked.filter((other) => other.fn === ask.fn);
          expect(same.filter(({ at }) => at === ask.at)).toHaveLength(1);
          const before = same
            .filter(({ at, tier }) => at < ask.at && (ask.tier === "active" || tier === ask.tier))
            .at(-1);
          if (before === undefined || ask.turn.manual) continue;
          const pauseMs = ask.at - before.at;
          if (ask.tier === "active") expect(pauseMs).toBeGreaterThanOrEqual((ask.turn.everyHours - 0.5) * hourMs);
          // Sooner than daily only after a pause that the listing of active metrics does not reach over.
          if (ask.tier === "listed" && pauseMs < dayMs - hourMs / 2) expect(pauseMs).toBeGreaterThan(activeReachMs);
          if (ask.tier === "unlisted") expect(pauseMs).toBeGreaterThanOrEqual(7 * dayMs - hourMs / 2);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a reading", () => {
  const now = new Date("2026-11-20T10:30:00Z");
  const at = (text: string) => new Date(`2026-11-${text}Z`);
  const until = (to: Date): MetricWatermarks => ({
    complete: { from: at("06T00:00"), to },
    active: to,
    listed: at("20T02:00"),
    unlisted: at("18T02:00"),
  });
  const functions = [{ name: "orders", firstSeenAt: at("01T00:00") }];
  const question = { now, hourDays, everyHours: 1, manual: false };
  const windows = (marks: MetricWatermarks, more: Partial<typeof question> = {}) =>
    metricReading(marks, functions, { ...question, ...more })?.windows.map(
      ({ tier, from, to }) => `${tier} ${from.toISOString().slice(5, 13)} ${to.toISOString().slice(5, 13)}`,
    );

  it.each([
    ["first: all hours that are kept, asked once", never, {}, ["possible 11-06T00 11-20T11"]],
    ["an hour later: who was active, and an hour again", until(at("20T09:31")), {}, ["active 11-20T08 11-20T11"]],
    ["within the hour: nothing", until(at("20T10:10")), {}, undefined],
    ["within the hour, for a person", until(at("20T10:10")), { manual: true }, ["active 11-20T09 11-20T11"]],
    ["after four hours: all that is listed", until(at("20T06:00")), {}, ["listed 11-20T01 11-20T11"]],
    ["pressed, after four hours of six: nothing", until(at("20T06:00")), { everyHours: 6 }, undefined],
    ["pressed, after six", until(at("20T04:30")), { everyHours: 6 }, ["active 11-20T03 11-20T11"]],
    [
      "daily: all that is listed, since the day before",
      { ...until(at("20T09:31")), listed: at("19T10:20") },
      {},
      ["listed 11-19T09 11-20T11"],
    ],
    [
      "weekly: those that are not listed, too",
      { ...until(at("20T09:31")), listed: at("19T10:20"), unlisted: at("13T10:20") },
      {},
      ["listed 11-19T09 11-20T11", "unlisted 11-13T09 11-20T11"],
    ],
    [
      "daily, a day before the week is over: the others wait",
      { ...until(at("20T09:31")), listed: at("19T10:20"), unlisted: at("14T10:20") },
      {},
      ["listed 11-19T09 11-20T11"],
    ],
    ["after a clock that was a moment ahead", until(at("20T10:40")), { manual: true }, ["active 11-20T09 11-20T11"]],
    ["after a clock that was days ahead: anew", until(at("25T00:00")), {}, ["possible 11-06T00 11-20T11"]],
  ])("%s", (_title, marks, more, expected) => {
    expect(windows(marks, more)).toEqual(expected);
  });

  it("asks for a function that has only now been seen as far back as hours are kept", () => {
    const fresh = [...functions, { name: "new", firstSeenAt: at("20T10:29") }];
    const reading = metricReading(until(at("20T09:31")), fresh, question);
    expect(reading?.windows.map(({ tier, functionNames }) => [tier, functionNames])).toEqual([
      ["active", ["orders"]],
      ["every", ["new"]],
    ]);
  });
});
