import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scheduleOffsetMs } from "./jitter.ts";

const accountIds = Array.from({ length: 50 }, (_, k) => String(111_122_223_000 + k));
const windowSeconds = 1_200;
const offsetOf = (accountId: string, salt = "one") => scheduleOffsetMs({ salt, accountId, windowSeconds });

describe("the offset of an account", () => {
  it("lies within the window, and is the same each time", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(86_400), (salt, accountId, window) => {
        const offset = scheduleOffsetMs({ salt, accountId, windowSeconds: window });
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThan(Math.max(1, window * 1_000));
        expect(scheduleOffsetMs({ salt, accountId, windowSeconds: window })).toBe(offset);
      }),
    );
  });

  it("spreads fifty accounts whose ids follow each other: no minute holds more than a fifth of them", () => {
    const minutes = Map.groupBy(accountIds, (accountId) => Math.floor(offsetOf(accountId) / 60_000));
    expect(Math.max(...[...minutes.values()].map(({ length }) => length))).toBeLessThanOrEqual(10);
    expect(minutes.size).toBeGreaterThanOrEqual(15);
    expect(new Set(accountIds.map((accountId) => Math.floor(offsetOf(accountId) / 1_000))).size).toBeGreaterThan(40);
  });

  it("differs between installations", () => {
    const same = accountIds.filter((accountId) => offsetOf(accountId) === offsetOf(accountId, "other"));
    expect(same).toEqual([]);
  });
});
