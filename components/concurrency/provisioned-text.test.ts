import { describe, expect, it } from "vitest";
import type { ProvisionedConcurrency } from "#lib/domain/views/concurrency.ts";
import { provisionedText } from "./provisioned-text.ts";

type Told = Pick<ProvisionedConcurrency, "allocated" | "idleShare" | "spillover" | "money">;

const read: Told = {
  allocated: 4,
  idleShare: 0.25,
  spillover: 0,
  money: { state: "known", usdPerMonth: 40, idleUsdPerMonth: 10 },
};
const unread: Told = { allocated: 4, idleShare: null, spillover: null, money: null };
const text = (told: readonly Told[], canSeeCost = true) =>
  provisionedText(told as readonly ProvisionedConcurrency[], canSeeCost);

describe("what is said of provisioned concurrency", () => {
  it("counts what spilled over, and says of how many it is not known", () => {
    expect(text([read, { ...read, spillover: 7 }])).toMatch(/ 1 spilled over\.$/);
    expect(text([read, unread])).toMatch(/ 0 spilled over; of 1 it is not known\.$/);
    expect(text([unread])).toMatch(/ Whether any spilled over is not known\.$/);
  });

  it("weighs what lay idle by what is allocated, and tells money to those who may see it", () => {
    expect(text([read, { ...read, allocated: 12, idleShare: 0.75 }])).toContain("62.5\u00a0% of it lay idle, $20");
    expect(text([read], false)).not.toContain("$");
    expect(text([unread])).toContain("How much of it is used is not known.");
  });
});
