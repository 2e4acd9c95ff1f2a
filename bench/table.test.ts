import { expect, it } from "vitest";
import { tableRow } from "./table.ts";

it("prints a bar with its side where that is not the usual one", () => {
  const figure = { name: "a.b", unit: "s", value: 2, bar: 1 };
  expect(tableRow({ ...figure, direction: "atLeast" })).toMatch(/bar ≥ 1 s .*held/);
  expect(tableRow(figure)).toMatch(/bar 1 s .*MISSED/);
});
