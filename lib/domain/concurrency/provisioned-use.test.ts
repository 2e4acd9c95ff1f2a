import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ProvisionedFacts, provisionedUse } from "./provisioned-use.ts";

const facts = (changes: Partial<ProvisionedFacts> = {}): ProvisionedFacts => ({
  region: "us-east-1",
  architecture: "x86_64",
  memoryMb: 1024,
  allocated: 10,
  readHours: 168,
  usedHours: 42,
  ...changes,
});

describe("provisionedUse", () => {
  it("counts an hour without a call as unused, and prices what lies idle", () => {
    const use = provisionedUse(facts());
    expect(use.usedShare).toBe(0.25);
    expect(use.idleShare).toBe(0.75);
    // 10 environments × 1 GB × 2,628,000 s × $0.0000041667.
    expect(use.money).toMatchObject({ state: "known" });
    if (use.money.state === "known") {
      expect(use.money.usdPerMonth).toBeCloseTo(109.5, 1);
      expect(use.money.idleUsdPerMonth).toBeCloseTo(82.13, 1);
    }
    expect(use.breakEvenShare).toBeCloseTo(0.6, 3);
  });

  it.each<[string, Partial<ProvisionedFacts>, number | null]>([
    ["nobody called", { usedHours: null }, 0],
    ["nothing was read", { readHours: 0, usedHours: null }, null],
    ["nothing is allocated for now", { allocated: 0 }, null],
    ["more than there is", { usedHours: 400 }, 1],
  ])("%s", (_title, changes, usedShare) => {
    expect(provisionedUse(facts(changes)).usedShare).toBe(usedShare);
  });

  it.each<[string, Partial<ProvisionedFacts>]>([
    ["a Region without a price", { region: "me-central-1" }],
    ["a Region that nobody knows", { region: "xx-nowhere-1" }],
    ["arm64 outside us-east-1", { region: "eu-west-1", architecture: "arm64" }],
    ["an architecture to come", { architecture: "riscv" }],
    ["a Region billed in another currency", { region: "cn-north-1" }],
    ["memory that was not read", { memoryMb: null }],
  ])("money is unknown, not 0: %s", (_title, changes) => {
    expect(provisionedUse(facts(changes)).money.state).toBe("unknown");
  });

  it("nothing is negative, and used and idle are the whole", () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(800), fc.double({ min: 0, max: 1, noNaN: true }), (allocated, hours, share) => {
        const use = provisionedUse(facts({ allocated, readHours: hours, usedHours: hours * share }));
        if (use.usedShare === null || use.idleShare === null) return;
        expect(use.usedShare + use.idleShare).toBeCloseTo(1, 9);
        expect(use.idleShare).toBeGreaterThanOrEqual(0);
        if (use.money.state === "known") expect(use.money.idleUsdPerMonth ?? -1).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
