import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  askedFor,
  type TrialChange,
  type TrialFunction,
  type TrialPlace,
  tryReservations,
} from "./reservation-trial.ts";

const fn = (
  name: string,
  reserved: number | null,
  demand: readonly (number | null)[],
  provisioned = 0,
  ran = demand,
): TrialFunction => ({
  name,
  arn: `arn:${name}`,
  reserved,
  provisioned,
  ran,
  demand,
});
/** 1,000 in all, 700 of them reserved; the pool of 300 was asked for 250, 320 and something unknown. */
const place: TrialPlace = {
  limit: 1000,
  reserved: 700,
  provisionedAlone: 0,
  unreserved: [250, 320, null],
  functions: [fn("idle", 500, [10, 20, 5]), fn("tight", 50, [40, 60, 80]), fn("busy", null, [200, 280, 150])],
};
const change = (name: string, reserved: number | null, provisioned = 0): TrialChange => ({
  name,
  reserved,
  provisioned,
});

describe("tryReservations", () => {
  it("is the same on both sides where nothing is changed", () => {
    const { before, after, refused } = tryReservations(place, []);
    expect(after).toEqual(before);
    expect(refused).toEqual([]);
    expect(before).toEqual({
      unreservedPool: 300,
      pool: { known: 2, throttled: 1 },
      functions: [
        { name: "idle", known: 3, throttled: 0 },
        { name: "tight", known: 3, throttled: 2 },
      ],
      anybody: { known: 3, throttled: 2 },
    });
  });

  it("moves an idle reservation to who needs it", () => {
    const { after, refused } = tryReservations(place, [change("idle", 100), change("tight", 90)]);
    expect(refused).toEqual([]);
    expect(after.unreservedPool).toBe(660);
    expect(after.pool).toEqual({ known: 2, throttled: 0 });
    expect(after.functions.map(({ throttled }) => throttled)).toEqual([0, 0]);
    expect(after.anybody).toEqual({ known: 2, throttled: 0 });
  });

  it("counts a function in the pool once it loses its reservation, and not any more once it gets one", () => {
    const lost = tryReservations(place, [change("tight", null)]).after;
    // 250 + 40 and 320 + 60 of 350.
    expect(lost.pool).toEqual({ known: 2, throttled: 1 });
    expect(lost.functions.map(({ name }) => name)).toEqual(["idle"]);
    const got = tryReservations(place, [change("busy", 100)]).after;
    // 50 and 40 of 200; busy itself asked for more than it got, in all hours.
    expect(got.pool.throttled).toBe(0);
    expect(got.functions.find(({ name }) => name === "busy")).toEqual({ name: "busy", known: 3, throttled: 3 });
  });

  it.each<[string, readonly TrialChange[], RegExp]>([
    ["fewer than 100 left", [change("idle", 750)], /100 executions .* 50 would be left/],
    ["more provisioned than reserved", [change("tight", 50, 60)], /tight: 60 provisioned is more than the 50 reserved/],
    ["provisioned that eats the pool", [change("busy", null, 250)], /fewer than 100/],
  ])("AWS would not take it: %s", (_title, changes, expected) => {
    expect(tryReservations(place, changes).refused.join(" ")).toMatch(expected);
  });

  it("takes what is provisioned without a reservation out of the pool, and what runs in it too", () => {
    const { after } = tryReservations(place, [change("busy", null, 200)]);
    // 100 left for 50 and 120.
    expect(after.pool).toEqual({ known: 2, throttled: 1 });
  });

  it("counts what the pool turned away: what ran there cannot exceed what it holds", () => {
    const throttled = { ...place, unreserved: [300], functions: [fn("busy", null, [400], 0, [200])] };
    const { before, after } = tryReservations(throttled, [change("busy", 150)]);
    // 500 asked for of 300.
    expect(before.pool).toEqual({ known: 1, throttled: 1 });
    // The other 100 find 150; busy asked for more than it gets.
    expect(after.pool).toEqual({ known: 1, throttled: 0 });
    expect(after.functions).toEqual([{ name: "busy", known: 1, throttled: 1 }]);
  });

  it("takes nothing off the pool for a function that leaves it but what that ran there", () => {
    const throttled = { ...place, unreserved: [300], functions: [fn("busy", null, [400], 0, [200])] };
    // 100 of others, of 300 − 250.
    expect(tryReservations(throttled, [change("busy", 250)]).after.pool).toEqual({ known: 1, throttled: 1 });
  });

  it("does not count provisioned executions twice, which AWS's metric leaves out already", () => {
    const held = { ...place, provisionedAlone: 200, functions: [fn("busy", null, [250], 200)], unreserved: [101] };
    expect(tryReservations(held, []).before.pool).toEqual({ known: 1, throttled: 1 });
    // Given back, its 250 all come from the pool: 301 of 300.
    expect(tryReservations(held, [change("busy", null, 0)]).after.pool).toEqual({ known: 1, throttled: 1 });
    expect(tryReservations({ ...held, unreserved: [100] }, []).before.pool.throttled).toBe(0);
  });

  it("takes no more off the pool than it ran, before others join it", () => {
    const apart = { ...place, reserved: 600, unreserved: [50], functions: [fn("a", null, [90]), fn("b", 600, [650])] };
    // 640 are left for the 650 of b alone, not for 40 fewer.
    const { after } = tryReservations(apart, [change("a", 360), change("b", null)]);
    expect(after.pool).toEqual({ known: 1, throttled: 1 });
  });

  it("does not know the pool where somebody of unknown demand joins or leaves it", () => {
    const unknown = { ...place, unreserved: [10], functions: [fn("a", null, [null]), fn("b", 5, [null])] };
    const pool = (...changes: TrialChange[]) => tryReservations(unknown, changes).after.pool.known;
    expect([pool(), pool(change("b", 9)), pool(change("a", 9)), pool(change("b", null))]).toEqual([1, 1, 0, 0]);
  });

  it.each<[string, Partial<TrialPlace>, readonly TrialChange[], string[]]>([
    ["nothing is tried in a new account", { limit: 10, reserved: 0, functions: [fn("f", null, [1])] }, [], []],
    [
      "a new account keeps all of its limit",
      { limit: 10, reserved: 0, functions: [fn("f", null, [1])] },
      [change("f", 2)],
      ["AWS keeps 10 executions for functions without a reservation; 8 would be left."],
    ],
    ["what gives back of too much", { reserved: 950 }, [change("idle", 480)], []],
    ["what is as it is", { functions: [fn("odd", 5, [1], 9)] }, [], []],
    [
      "a reservation of 0 with provisioned",
      { functions: [fn("f", 9, [1], 9)] },
      [change("f", 0, 9)],
      ["f: 9 provisioned is more than the 0 reserved."],
    ],
  ])("refuses what AWS refuses: %s", (_title, changed, changes, expected) => {
    expect(tryReservations({ ...place, ...changed }, changes).refused).toEqual(expected);
  });

  it("leaves alone who is not named, and names nobody who is not there", () => {
    expect(tryReservations(place, [change("nobody", 900)]).after).toEqual(tryReservations(place, []).before);
  });

  it("a larger reservation never turns its own function away more often, nor the pool less", () => {
    const number = fc.integer({ min: 0, max: 600 });
    const hours = fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(hours, number, number, (asked, one, other) => {
        const [few, many] = one < other ? [one, other] : [other, one];
        const given: TrialPlace = {
          ...place,
          unreserved: asked.map(([pool]) => pool),
          functions: [
            fn(
              "a",
              100,
              asked.map(([, a]) => a),
            ),
            fn(
              "b",
              null,
              asked.map(([, , b]) => b),
            ),
          ],
        };
        const small = tryReservations(given, [change("a", few)]).after;
        const large = tryReservations(given, [change("a", many)]).after;
        expect(large.functions[0]?.throttled ?? 0).toBeLessThanOrEqual(small.functions[0]?.throttled ?? 0);
        expect(large.pool.throttled).toBeGreaterThanOrEqual(small.pool.throttled);
        expect(large.unreservedPool).toBe(small.unreservedPool - (many - few));
      }),
    );
  });
});

describe("askedFor", () => {
  it.each([
    [10, 100, 0, 10],
    [10, 90, 10, 11.11],
    [10, 0, 0, 10],
    [10, null, null, 10],
    [null, 90, 10, null],
    [0, 0, 50, 100],
    [null, null, 50, 100],
    [null, 0, 0, null],
  ])("%j running, %j invocations, %j throttles: %j", (running, invocations, throttles, expected) => {
    const asked = askedFor(running, invocations, throttles);
    if (expected === null) expect(asked).toBeNull();
    else expect(asked).toBeCloseTo(expected, 1);
  });
});
