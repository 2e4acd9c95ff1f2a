import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "#lib/errors.ts";
import { readJson } from "./read-json.ts";

const page = { RoleDetailList: [{ RoleName: 'a"}]\\' }], Policies: [] };
const text = JSON.stringify(page);

function refusal(content: Buffer | string): string {
  try {
    readJson(Buffer.from(content), "details.json");
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  throw new Error("It was read.");
}

describe("what is read", () => {
  it.each<[string, Buffer, unknown[]]>([
    ["one value", Buffer.from(text), [page]],
    ["a list", Buffer.from(`[${text},${text}]`), [[page, page]]],
    ["JSON lines", Buffer.from(`${text}\n${text}\r\n`), [page, page]],
    ["values printed one after the other", Buffer.from(`${JSON.stringify(page, null, 2)}{}[1]`), [page, {}, [1]]],
    ["gzip, by its first bytes", gzipSync(text), [page]],
    ["a byte order mark", Buffer.from(`\uFEFF${text}`), [page]],
    ["UTF-16, as PowerShell redirects", Buffer.from(`\uFEFF${text}`, "utf16le"), [page]],
  ])("%s", (_, content, values) => {
    expect(readJson(content, "details.json")).toEqual(values);
  });
});

describe("what is refused in a sentence", () => {
  it.each<[string, Buffer | string, string]>([
    ["nothing", " \n", "details.json is empty."],
    ["other text", "An error occurred", "details.json is not JSON: something else stands at byte 1."],
    ["a text alone", '"RoleDetailList"', "details.json is not JSON: something else stands at byte 1."],
    ["a bracket too many", `${text}]`, `details.json is not JSON: something else stands at byte ${text.length + 1}.`],
    ["a file that was cut off", text.slice(0, 30), "details.json ends in the middle of its JSON."],
    ["a text that was cut off", text.slice(0, 32), "details.json ends in the middle of its JSON."],
    ["brackets that do not match", '{"a":[1}]', "details.json is not valid JSON (value from byte 1)."],
    [
      "a damaged second value",
      `${text}\n{"a" 1}`,
      `details.json is not valid JSON (value from byte ${text.length + 2}).`,
    ],
    ["deep nesting", "[".repeat(2_000_000), "details.json nests deeper than 1000 levels, which nothing from AWS does."],
    ["damaged gzip", gzipSync(text).subarray(0, 20), "details.json is compressed with gzip, and damaged."],
    ["a bomb", gzipSync(Buffer.alloc(257_000_000, " ")), "details.json is larger than 256 MB."],
  ])("%s", (_, content, sentence) => {
    expect(refusal(content)).toBe(sentence);
  });
});
