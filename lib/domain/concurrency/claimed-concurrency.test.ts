import { describe, expect, it } from "vitest";
import { claimedConcurrency, idleReservation } from "./claimed-concurrency.ts";

const of = (reserved: number | null, provisioned: number, maxConcurrency: number | null = null) => ({
  arn: "arn:f",
  reserved,
  provisioned,
  maxConcurrency,
});

describe("claimedConcurrency", () => {
  it("counts reservations whether they run or not, and provisioned once", () => {
    expect(claimedConcurrency(50, [of(400, 100), of(400, 0), of(null, 30)], 1000)).toEqual({
      unreserved: 50,
      reserved: 800,
      provisionedWithoutReserved: 30,
      claimed: 880,
      limit: 1000,
      headroom: 120,
      share: 0.88,
    });
    expect(claimedConcurrency(20, [], 10)).toMatchObject({ headroom: -10, share: 2 });
    expect(claimedConcurrency(0, [], 0).share).toBe(0);
  });
});

describe("idleReservation", () => {
  it.each([
    [of(100, 0, 30), 70],
    [of(100, 0, 120), 0],
    [of(0, 0, 0), 0],
    [of(null, 0, 30), null],
    [of(100, 0, null), null],
  ])("%j", (one, idle) => expect(idleReservation(one)).toBe(idle));
});
