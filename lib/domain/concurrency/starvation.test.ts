import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainThrottles, type HourHolder, type ThrottleHour } from "./starvation.ts";

const holder = (name: string, reserved: number | null, concurrencyMax: number | null): HourHolder => ({
  name,
  arn: `arn:${name}`,
  reserved,
  provisioned: 0,
  concurrencyMax,
});
const hour = (changes: Partial<ThrottleHour>): ThrottleHour => ({
  limit: 1000,
  claimed: 990,
  reservationKnown: true,
  throttled: holder("f", null, 40),
  holders: [holder("small", null, 20), holder("big", null, 620), holder("idle", 200, 0), holder("f", null, 40)],
  ...changes,
});

describe("explainThrottles", () => {
  it("names who held most of the account's limit, idle reservations among them", () => {
    const { cause, ...rest } = explainThrottles(hour({}));
    expect(cause).toBe("accountLimit");
    expect(rest).toMatchObject({
      claimedShare: 0.99,
      takers: [
        { name: "big", share: 0.62, reserved: false },
        { name: "idle", share: 0.2, reserved: true },
        { name: "f", share: 0.04, reserved: false },
      ],
    });
  });

  it("names who holds provisioned concurrency that does not run", () => {
    const holders = [holder("busy", null, 100), { ...holder("warm", null, null), provisioned: 500 }];
    expect(explainThrottles(hour({ holders }))).toMatchObject({
      takers: [
        { name: "warm", share: 0.5 },
        { name: "busy", share: 0.1 },
      ],
    });
  });

  it.each<[string, Partial<ThrottleHour>, string]>([
    ["a reservation that was reached", { throttled: holder("f", 40, 40) }, "ownReservation"],
    ["a reservation that was nearly reached", { throttled: holder("f", 100, 95) }, "ownReservation"],
    ["a reservation with room", { throttled: holder("f", 100, 50) }, "scalingRate"],
    ["a reservation of 0", { throttled: holder("f", 0, null) }, "switchedOff"],
    ["room in the account", { claimed: 700 }, "scalingRate"],
    ["nearly full", { claimed: 900 }, "unknown"],
    ["claimed not read", { claimed: null }, "unknown"],
    ["limit not read", { limit: null }, "unknown"],
    ["reservation not read", { reservationKnown: false, throttled: holder("f", null, 40) }, "unknown"],
    ["running not read", { throttled: holder("f", 40, null) }, "unknown"],
  ])("%s", (_title, changes, cause) => {
    expect(explainThrottles(hour(changes)).cause).toBe(cause);
  });

  it("never blames anybody where the account's limit was not claimed", () => {
    const number = fc.option(fc.integer({ min: 0, max: 3_000 }));
    fc.assert(
      fc.property(number, number, number, number, (limit, claimed, reserved, concurrencyMax) => {
        const given = hour({ limit, claimed, throttled: holder("f", reserved, concurrencyMax) });
        const found = explainThrottles(given);
        if (found.cause !== "accountLimit") return;
        expect((claimed ?? 0) / (limit ?? 1)).toBeGreaterThanOrEqual(0.95);
        expect(found.takers.every(({ share }) => share > 0)).toBe(true);
      }),
    );
  });
});
