import { describe, expect, it } from "vitest";
import { mergeAnswers } from "./merge-answers.ts";

describe("mergeAnswers", () => {
  it.each([
    ["what one alone tells", { A: 1 }, { B: 2 }, { A: 1, B: 2 }],
    ["what both tell", { A: 1 }, { A: 2 }, { A: 2 }],
    ["objects at any depth", { A: { B: { C: 1 } } }, { A: { B: { D: 2 } } }, { A: { B: { C: 1, D: 2 } } }],
    ["entries by their place", { A: [{ B: 1 }] }, { A: [{ C: 2 }] }, { A: [{ B: 1, C: 2 }] }],
    ["lists of other lengths", { A: [1, 2] }, { A: [3] }, { A: [3] }],
    ["null, which is an answer", { A: 1 }, { A: null }, { A: null }],
    ["another kind of value", { A: { B: 1 } }, { A: "x" }, { A: "x" }],
  ])("keeps %s", (_title, older, younger, expected) => {
    expect(mergeAnswers(older, younger)).toEqual(expected);
  });
});
