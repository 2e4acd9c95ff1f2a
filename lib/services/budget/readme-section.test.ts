import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { withCostSection } from "./readme-section.ts";

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");

describe("the README's section on what collection costs", () => {
  it("is what the estimate says: npm run docs:cost writes it", () => {
    expect(withCostSection(readme)).toBe(readme);
  });

  it("is written anew where a figure differs", () => {
    const changed = readme.replace(/\| first sync: calls \|[^\n]*/, "| first sync: calls | 1 | 2 | 3 |");
    expect(changed).not.toBe(readme);
    expect(withCostSection(changed)).toBe(readme);
  });

  it("is missed where the README has no place for it", () => {
    expect(() => withCostSection("# Lamplight\n")).toThrow("no section between");
  });
});
