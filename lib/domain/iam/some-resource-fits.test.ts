import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchPattern } from "./match-pattern.ts";
import { resourceScope } from "./resource-scope.ts";
import { someResourceFits } from "./some-resource-fits.ts";

const scope = (mode: "only" | "allBut", ...patterns: string[]) =>
  resourceScope({ mode, patterns }, "2012-10-17", "aws");
const only = (...patterns: string[]) => scope("only", ...patterns);
const allBut = (...patterns: string[]) => scope("allBut", ...patterns);

describe("someResourceFits", () => {
  it.each<[string, ReturnType<typeof only>[], ReturnType<typeof only>[], boolean]>([
    ["one name", [only("x")], [], true],
    ["nothing at all", [], [], true],
    ["no name", [only()], [], false],
    ["all but everything", [allBut("*")], [], false],
    ["two names", [only("x"), only("y")], [], false],
    ["patterns that meet", [only("x*"), only("*y")], [], true],
    ["three that meet only in pairs", [only("x?", "w"), only("?y", "w"), only("xv", "vy")], [], false],
    ["a name outside itself", [only("x")], [only("x")], false],
    ["a pattern outside a wider one", [only("xy*")], [only("x*")], false],
    ["a pattern outside a narrower one", [only("x*")], [only("xy*")], true],
    ["a pattern outside its two halves", [only("x*")], [only("x"), only("x?*")], false],
    ["a pattern outside halves of one scope", [only("x*")], [only("x", "x?*")], false],
    ["everything outside a list", [only("*")], [only("x", "y*")], true],
    ["everything outside what is in and what is not in a list", [only("*")], [only("x*"), allBut("x*")], false],
    ["all but a list, outside its list", [allBut("x*")], [only("y*")], true],
    ["all but a list, outside all but a wider one", [allBut("x*")], [allBut("*")], true],
    ["all but a wider list, outside all but a narrower one", [allBut("x*")], [allBut("xy*")], false],
    ["anything outside all", [only("x")], [only("*")], false],
    ["a variable may be the name", [only(`x/\${aws:userid}/y`), only("x/z/y")], [], true],
    ["a variable takes nothing away for certain", [only("x/z/y")], [only(`x/\${aws:userid}/y`)], true],
    ["a variable that is left out may leave the name", [only("x/z"), allBut(`x/\${aws:userid}`)], [], true],
  ])("%s: inside and outside", (_, inside, outside, expected) => {
    expect(someResourceFits(inside, outside)).toBe(expected);
  });

  it("agrees with trying every short name", () => {
    const short = ["", "x", "y", "z"];
    const texts = short.flatMap((a) =>
      short.flatMap((b) => short.flatMap((c) => short.map((d) => `x${a}${b}${c}${d}`))),
    );
    // All begin alike: what covers every ARN is not looked into, and names of a few letters are none.
    const pattern = fc.string({ unit: fc.constantFrom("x", "y", "?", "*"), maxLength: 4 }).map((text) => `x${text}`);
    const scopes = fc.array(
      fc
        .tuple(fc.constantFrom("only" as const, "allBut" as const), fc.array(pattern, { minLength: 1, maxLength: 2 }))
        .map(([mode, patterns]) => scope(mode, ...patterns)),
      { maxLength: 2 },
    );
    const holds = (text: string, { mode, patterns }: ReturnType<typeof scope>) =>
      patterns.some((entry) => matchPattern(entry, text)) === (mode === "only");
    fc.assert(
      fc.property(scopes, scopes, (more, outside) => {
        const inside = [only("x*"), ...more.slice(0, 1)];
        const found = texts.some(
          (text) => inside.every((one) => holds(text, one)) && !outside.some((one) => holds(text, one)),
        );
        if (found) expect(someResourceFits(inside, outside)).toBe(true);
        // What fits only in longer names is for the search alone to find.
        else if (someResourceFits(inside, outside)) expect(longerNameFits(inside, outside)).toBe(true);
      }),
    );

    function longerNameFits(inside: ReturnType<typeof scope>[], outside: ReturnType<typeof scope>[]): boolean {
      const letters = ["x", "y", "z"];
      let names = ["x"];
      for (let length = 1; length <= 7; length++) {
        names = names.flatMap((name) => letters.map((letter) => name + letter));
        const fits = names.some(
          (text) => inside.every((one) => holds(text, one)) && !outside.some((one) => holds(text, one)),
        );
        if (fits) return true;
      }
      return false;
    }
  });

  it("ends where patterns are many and hostile, and then keeps the right", () => {
    const hostile = Array.from({ length: 12 }, (_, at) => `*x${"?".repeat(at + 4)}y*`);
    expect(someResourceFits([only("*z")], [only(...hostile)])).toBe(true);
  });
});
