import { expect, it } from "vitest";
import { toCsv } from "./csv.ts";

it.each([
  ["=SUM(A1)", "'=SUM(A1)"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@x", "'@x"],
  ['say "hi", you', '"say ""hi"", you"'],
  ["plain", "plain"],
])("writes %j as %j", (value, text) => expect(toCsv(["h"], [[value]])).toBe(`h\r\n${text}\r\n`));

it("keeps numbers numbers and unknown empty", () => expect(toCsv(["a", "b"], [[-5, null]])).toBe("a,b\r\n-5,\r\n"));
