import { describe, expect, it } from "vitest";
import { holds } from "./bench.ts";

const figure = { name: "a.b", unit: "s" };

describe("a bar", () => {
  it.each([
    ["at most", { value: 1, bar: 1 }, true],
    ["above an upper bar", { value: 1.01, bar: 1 }, false],
    ["at least", { value: 0.7, bar: 0.7, direction: "atLeast" }, true],
    ["below a lower bar", { value: 0.69, bar: 0.7, direction: "atLeast" }, false],
    ["not measured", { value: null, bar: 1, direction: "atLeast" }, null],
    ["without a bar", { value: 1, bar: null }, null],
  ] as const)("%s", (_case, measured, held) => {
    expect(holds({ ...figure, ...measured })).toBe(held);
  });
});
