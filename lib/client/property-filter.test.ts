import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FilterClause, filterOperators, formatFilter, parseFilter, toggleValue } from "./property-filter.ts";

const clause: fc.Arbitrary<FilterClause> = fc.record({
  property: fc.stringMatching(/^[A-Za-z][\w.-]{0,12}$/).filter((name) => name.toLowerCase() !== "and"),
  operator: fc.constantFrom(...filterOperators),
  values: fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 }),
});

describe("property filter", () => {
  it("reads what it writes, whatever the values hold", () => {
    fc.assert(
      fc.property(fc.array(clause), (clauses) => {
        expect(parseFilter(formatFilter(clauses))).toEqual({ ok: true, clauses });
      }),
    );
  });

  it("reads the sentence of the documentation", () => {
    expect(parseFilter("runtime = nodejs18.x and vpc = yes and cost > 50")).toEqual({
      ok: true,
      clauses: [
        { property: "runtime", operator: "=", values: ["nodejs18.x"] },
        { property: "vpc", operator: "=", values: ["yes"] },
        { property: "cost", operator: ">", values: ["50"] },
      ],
    });
  });

  it("takes ARNs only in quotes, since they hold colons", () => {
    expect(formatFilter([{ property: "role", operator: "=", values: ["arn:aws:iam::1:role/x"] }])).toBe(
      'role = "arn:aws:iam::1:role/x"',
    );
  });

  it.each([
    ["runtime", "Expected one of = != > >= < <= : after the property."],
    ["runtime =", "Expected a value."],
    ["runtime = (a, ", "Expected a value in the list."],
    ["runtime = a cost > 5", "Expected “and” between two conditions."],
    ['name = "open', "A quote is not closed, or a sign is not known."],
  ])("says what is wrong with %s", (text, message) => expect(parseFilter(text)).toMatchObject({ ok: false, message }));

  it("switches values of a facet on and off", () => {
    const one = toggleValue([], "runtime", "a");
    const two = toggleValue(one, "runtime", "b");
    expect(formatFilter(two)).toBe("runtime = (a, b)");
    expect(toggleValue(toggleValue(two, "runtime", "a"), "runtime", "b")).toEqual([]);
  });
});
