import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatChange,
  formatCount,
  formatDuration,
  formatMemory,
  formatPercent,
  formatShare,
  formatUsd,
  formatUsdPer,
} from "./format.ts";

/** Figures are written with no-break spaces; the tables below are typed with ordinary ones. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("figures", () => {
  it.each([
    [0, "0"],
    [1, "1"],
    [9999, "9,999"],
    [12_345, "12.3 k"],
    [999_600, "1 M"],
    [1_200_000, "1.2 M"],
    [4_000_000_000, "4 B"],
    [-1500, "−1,500"],
    [0.5, "0.5"],
    [12.345, "12.3"],
  ])("count %d is %s", (value, text) => expect(plain(formatCount(value))).toBe(text));

  it.each([
    [0, "$0"],
    [0.0031, "$0.0031"],
    [0.2, "$0.2"],
    [12.4, "$12.40"],
    [99.996, "$100"],
    [1240, "$1,240"],
    [1_234_567, "$1.23 M"],
    [-5, "−$5.00"],
  ])("dollars %d are %s", (value, text) => expect(plain(formatUsd(value))).toBe(text));

  it("writes a price per many", () => expect(formatUsdPer(0.0031, 1000)).toBe("$0.0031 per 1,000"));

  it.each([
    [0, "0 ms"],
    [0.42, "0.42 ms"],
    [840, "840 ms"],
    [999.7, "1 s"],
    [2400, "2.4 s"],
    [59_999, "1 min"],
    [200_000, "3 min 20 s"],
    [11_520_000, "3 h 12 min"],
    [3_600_000, "1 h"],
    [442_800_000, "5 d 3 h"],
  ])("%d ms is %s", (value, text) => expect(plain(formatDuration(value))).toBe(text));

  it.each([
    [512, "512 B"],
    [1_258_291, "1.2 MB"],
    [80_530_636_800, "75 GB"],
  ])("%d bytes are %s", (value, text) => expect(plain(formatBytes(value))).toBe(text));

  it.each([
    [0, "0 %"],
    [0.00005, "<0.01 %"],
    [0.031, "3.1 %"],
    [0.9999, ">99.9 %"],
    [1, "100 %"],
  ])("ratio %d is %s", (value, text) => expect(plain(formatPercent(value))).toBe(text));

  it.each([
    [3, 20, "3 of 20"],
    [1494, 48_200, "3.1 % of 48,200"],
    [0, 0, "none seen"],
  ])("share %d of %d is %s", (part, whole, text) => expect(plain(formatShare(part, whole))).toBe(text));

  it.each([
    [100, 112, "+12 %"],
    [100, 96.6, "−3.4 %"],
    [0, 5, "new"],
    [5, 5, "no change"],
    [1, 25, "×25"],
  ])("from %d to %d is %s", (before, after, text) => expect(plain(formatChange(before, after))).toBe(text));

  it("never rounds a setting", () => expect(plain(formatMemory(1769))).toBe("1,769 MB"));

  it("never writes an exponent, NaN or undefined", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 0, max: 1e14 }), (value) => {
        for (const format of [formatCount, formatUsd, formatDuration, formatBytes])
          expect(format(value)).not.toMatch(/e[+-]|NaN|undefined/);
      }),
    );
  });
});
