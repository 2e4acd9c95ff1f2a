import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOnlyWildcards, matchPattern, patternsOverlap } from "./match-pattern.ts";

describe("matchPattern", () => {
  it.each([
    ["*", "", true],
    ["*", "arn:aws:s3:::a/b:c", true],
    ["?", "", false],
    ["?", "ab", false],
    ["a?c", "abc", true],
    ["get*", "getobject", true],
    ["*object", "getobject", true],
    ["g*t*o*t", "getobject", true],
    ["g*x", "getobject", false],
    ["arn:aws:s3:::*/*", "arn:aws:s3:::bucket/a/b", true],
    ["a.c", "abc", false],
    ["", "", true],
    ["**", "x", true],
  ])("%j on %j", (pattern, text, expected) => {
    expect(matchPattern(pattern, text)).toBe(expected);
  });

  it("agrees with a regular expression", () => {
    const characters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", ":"), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom("a", "b", ":"), maxLength: 10 });
    fc.assert(
      fc.property(characters, text, (pattern, candidate) => {
        const regex = new RegExp(`^${pattern.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`);
        expect(matchPattern(pattern, candidate)).toBe(regex.test(candidate));
      }),
    );
  });

  it("finds an overlap wherever one text matches both", () => {
    const characters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 });
    fc.assert(
      fc.property(characters, characters, text, (first, second, candidate) => {
        if (matchPattern(first, candidate) && matchPattern(second, candidate)) {
          expect(patternsOverlap(first, second)).toBe(true);
        }
        expect(patternsOverlap(first, second)).toBe(patternsOverlap(second, first));
      }),
    );
    expect(patternsOverlap("arn:aws:s3:::a*", "arn:aws:s3:::b*")).toBe(false);
    expect(patternsOverlap("a*c", "*b?")).toBe(true);
  });

  it("does not backtrack without bound", () => {
    expect(matchPattern(`${"*a".repeat(200)}b`, "a".repeat(5_000))).toBe(false);
  });

  it("knows texts that match anything", () => {
    expect(["*", "**", "*:*", "????"].every(isOnlyWildcards)).toBe(true);
    expect(["", "a*", "/", ":"].some(isOnlyWildcards)).toBe(false);
  });
});
