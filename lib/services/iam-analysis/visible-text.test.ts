import { expect, it } from "vitest";
import { visibleText } from "./visible-text.ts";

it.each([
  ["fn-ä-角 {0}", "fn-ä-角 {0}"],
  ["\u001b[31mred\u0007\n\r\t", "\\x1b[31mred\\x07\\x0a\\x0d\\x09"],
  ["\u009b2J", "\\x9b2J"],
  ["abc\u202edef\u200b\u2028", "abc\\u202edef\\u200b\\u2028"],
  ["\ud800", "\\ud800"],
  ["\u{e0041}", "\\u{e0041}"],
])("%j stands as %j", (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
