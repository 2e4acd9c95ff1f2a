import { describe, expect, it } from "vitest";
import { mayBeginWith, mayStandIn, requiredTextOf, unknownCharacter } from "./required-text.ts";

describe("requiredTextOf", () => {
  it.each([
    ["timed out", { text: "timed out", anchored: false }],
    [/^INIT_REPORT /, { text: "INIT_REPORT ", anchored: true }],
    [/^\[ERROR\] /, { text: "[ERROR] ", anchored: true }],
    [/\tERROR\t(?:Invoke Error|Uncaught)/, { text: "\tERROR\t", anchored: false }],
    [/REPORTS?/, { text: "REPORT", anchored: false }],
    [/ab*c/, { text: "a", anchored: false }],
    [/ab+c/, { text: "ab", anchored: false }],
    [/a{0}b/, null],
    [/START|END/, null],
    [/^a|b/, null],
    [/[S]TART/, null],
    [/\d+ ms/, null],
    [/(?:a|b)c/, null],
    [/error/i, null],
    ["", null],
  ])("%s", (pattern, required) => {
    expect(requiredTextOf(pattern)).toEqual(required);
  });
});

describe("mayStandIn", () => {
  const shape = `START RequestId: ${unknownCharacter.repeat(36)} Version: 7\n`;

  it.each([
    ["START ", true, true],
    ["RequestId", true, false],
    ["RequestId", false, true],
    ["Version: 7", false, true],
    ["Version: 8", false, false],
    ["\tERROR\t", false, false],
    ["4a-bc", false, true],
    [": 0fa", false, true],
    ["dead Version", false, true],
    ["xyz", false, false],
    [`${"a".repeat(37)} V`, false, false],
    ["x".repeat(200), false, false],
    ["x".repeat(200), true, false],
  ])("%j (at the beginning only: %j): %j", (text, anchored, possible) => {
    expect(mayStandIn(shape, { text, anchored })).toBe(possible);
  });
});

describe("mayBeginWith", () => {
  it.each([
    ["REPORT RequestId: ", "REPORT ", true],
    ["REPORT ", "REPORT RequestId", true],
    ["REPORT ", "INIT_REPORT ", false],
    [unknownCharacter.repeat(4), "2026-11", true],
    [unknownCharacter.repeat(4), "[ERROR] ", false],
  ])("a message of which %j is known, with %j: %j", (start, text, possible) => {
    expect(mayBeginWith(start, text)).toBe(possible);
  });
});
