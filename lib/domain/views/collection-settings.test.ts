import { describe, expect, it } from "vitest";
import { levelFor } from "./collection-settings.ts";

const levels = [40, 40, 22, 15, 10].map((thisMonthUsd, level) => ({
  ...{ level, thisMonthUsd },
  title: "",
  fullMonthUsd: 0,
}));

describe("levelFor", () => {
  it.each([
    [null, 0],
    [1_000, 0],
    [40, 0],
    [39.99, 2],
    [15, 3],
    // Nothing fits: what is spent is spent, and the slowest is what remains.
    [3, 4],
    [0, 4],
  ])("a budget of %j buys level %i", (budget, level) => expect(levelFor(budget, levels)?.level).toBe(level));

  it("knows none where there are no levels", () => {
    expect(levelFor(null, [])).toBeNull();
    expect(levelFor(5, [])).toBeNull();
  });
});
