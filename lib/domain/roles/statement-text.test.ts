import { expect, it } from "vitest";
import { statementText } from "./statement-text.ts";

it("puts the elements of a statement in the order in which people write them, and keeps the rest", () => {
  const stored = { Action: ["b", "a"], Extra: { z: 1, a: 2 }, Sid: "x", Effect: "Allow", Condition: {}, Resource: "*" };
  const text = statementText(stored);
  expect(Object.keys(JSON.parse(text))).toEqual(["Sid", "Effect", "Action", "Resource", "Condition", "Extra"]);
  expect(JSON.parse(text)).toEqual(stored);
});

it("writes what is no statement as it is", () => {
  expect(statementText("Allow")).toBe('"Allow"');
  expect(statementText(null)).toBe("null");
  expect(JSON.parse(statementText([1, 2]))).toEqual([1, 2]);
});
