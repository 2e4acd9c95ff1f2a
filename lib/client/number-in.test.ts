import { describe, expect, it } from "vitest";
import { numberIn } from "./number-in.ts";

const price = { least: 0, most: 1_000_000, whole: false };
const zones = { least: 1, most: 20, whole: true };

describe("numberIn", () => {
  it.each([
    ["0.01", 0.01],
    [" 500 ", 500],
    [".5", 0.5],
    ["1,500", 1_500],
    ["12,345.5", 12_345.5],
    ["0,01", null],
    ["0,010", null],
    ["1,5", null],
    ["1,50", null],
    ["-1", null],
    ["1e3", null],
    ["0x10", null],
    ["Infinity", null],
    ["", null],
    [".", null],
    ["1000001", null],
  ])("reads %j as %s", (text, expected) => expect(numberIn(text, price)).toBe(expected));

  it.each([
    ["1", 1],
    ["20", 20],
    ["0", null],
    ["21", null],
    ["1.5", null],
    ["2.0", 2],
  ])("reads %j zones as %s", (text, expected) => expect(numberIn(text, zones)).toBe(expected));
});
