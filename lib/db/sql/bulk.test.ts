import { expect, it } from "vitest";
import { jsonText } from "./bulk.ts";

it.each([
  ["nul\u0000byte", '"nul\\ufffdbyte"'],
  ["half \ud83d of a pair", '"half \\ufffd of a pair"'],
  ["a whole 👩‍💻 stays", '"a whole 👩‍💻 stays"'],
  ["the text \\u0000 stays", '"the text \\\\u0000 stays"'],
  ["a backslash before it \\\u0000", '"a backslash before it \\\\\\ufffd"'],
  [{ "\u0000": ["\udc00"] }, '{"\\ufffd":["\\ufffd"]}'],
])("writes %j as jsonb takes it", (value, text) => expect(jsonText(value)).toBe(text));
