import { describe, expect, it } from "vitest";
import { claimedDaysOf } from "./claimed-days.ts";

const row = (claimed: readonly (number | null)[]) => ({
  accountId: "111122223333",
  region: "eu-west-1",
  days: ["2026-11-01", "2026-11-02"],
  claimed,
  unreserved: [40, 50],
  concurrent: [60, 70],
});
const held = { reserved: 100, provisionedWithoutReserved: 5, unknownReservations: 0 };
const values = (...given: Parameters<typeof claimedDaysOf>) => claimedDaysOf(...given).map(({ claimed }) => claimed);

describe("claimedDaysOf", () => {
  it("adds what is held where AWS sent the metric on no day", () => {
    expect(values(row([null, null]), held)).toEqual([145, 155]);
  });

  it("leaves a day without the metric unknown beside days that have it", () => {
    expect(values(row([null, 300]), held)).toEqual([null, 300]);
  });

  it("knows nothing where a reservation is not known, or nothing was read", () => {
    expect(values(row([null, null]), { ...held, unknownReservations: 1 })).toEqual([null, null]);
    expect(values(undefined, held)).toEqual([]);
  });
});
