import { expect, it } from "vitest";
import { jsonText, keyText, numberFor } from "./bulk.ts";

it.each([
  ["nul\u0000byte", '"nul\\ufffdbyte"'],
  ["half \ud83d of a pair", '"half \\ufffd of a pair"'],
  ["a whole 👩‍💻 stays", '"a whole 👩‍💻 stays"'],
  ["the text \\u0000 stays", '"the text \\\\u0000 stays"'],
  ["a backslash before it \\\u0000", '"a backslash before it \\\\\\ufffd"'],
  [{ "\u0000": ["\udc00"] }, '{"\\ufffd":["\\ufffd"]}'],
])("writes %j as jsonb takes it", (value, text) => expect(jsonText(value)).toBe(text));

it.each([
  ["int", 1.5, 2],
  ["int", 1e12, 2_147_483_647],
  ["int", -1e12, -2_147_483_647],
  ["bigint", 1e30, 2 ** 63 - 1024],
  ["real", 1e300, 3.4e38],
  ["real", 1e-300, 0],
  ["double precision", Number.POSITIVE_INFINITY, Number.MAX_VALUE],
  ["double precision", 0.1, 0.1],
  ["int", Number.NaN, null],
])("fits a number into %s: %d becomes %d", (type, value, fitting) => expect(numberFor(type, value)).toBe(fitting));

it("keeps a key as it is where an index holds it, and tells longer ones apart", () => {
  const [one, other] = [`${"x".repeat(600)}1`, `${"x".repeat(600)}2`];
  expect(keyText("x".repeat(512))).toBe("x".repeat(512));
  expect(keyText(one).length).toBeLessThan(520);
  expect(keyText(one)).not.toBe(keyText(other));
});
