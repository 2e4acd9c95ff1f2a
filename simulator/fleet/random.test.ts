import { describe, expect, it } from "vitest";
import { between, keyOf, pickWeighted, unit } from "./random.ts";

describe("counter-based randomness", () => {
  it("gives the same number for the same key and label", () => {
    expect(unit(7, "memory")).toBe(unit(7, "memory"));
    expect(unit(7, "memory")).not.toBe(unit(8, "memory"));
  });

  it("is close to uniform and uncorrelated between neighbours", () => {
    const buckets = new Array<number>(10).fill(0);
    let product = 0;
    for (let index = 0; index < 20_000; index++) {
      const u = unit(index, "x");
      buckets[Math.floor(u * 10)] = (buckets[Math.floor(u * 10)] ?? 0) + 1;
      product += (u - 0.5) * (unit(index + 1, "x") - 0.5);
    }
    for (const count of buckets) expect(Math.abs(count - 2000)).toBeLessThan(250);
    expect(Math.abs(product / 20_000)).toBeLessThan(0.005);
  });

  it("keeps to its bounds and weights", () => {
    for (let index = 0; index < 1000; index++) expect([3, 4, 5]).toContain(between(keyOf(1, index), "n", 3, 5));
    expect(
      pickWeighted(1, "w", [
        ["never", 0],
        ["always", 1],
      ]),
    ).toBe("always");
  });
});
