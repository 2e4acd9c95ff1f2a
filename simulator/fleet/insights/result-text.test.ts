import fc from "fast-check";
import { expect, it } from "vitest";
import type { InsightsValue } from "./ast.ts";
import { parseQuery } from "./parse-query.ts";
import { createResultText } from "./result-text.ts";

const commands = parseQuery("stats max(a) as number, latest(b) as text by bin(1h) as moment");

function rowOf(values: Readonly<Record<string, InsightsValue>>) {
  return { get: (name: string) => values[name] ?? null };
}

/** What the fifteen digits say, the long way. */
function fifteenDigits(value: number): string {
  return String(value).length <= 15 ? String(value) : String(Number(value.toPrecision(15)));
}

it("writes numbers with fifteen digits, sums of hundredths and their neighbours as well", () => {
  const text = createResultText(commands);
  const sum = fc
    .tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: 300 }), fc.integer({ min: -3, max: 3 }))
    .map(([hundredths, parts, ulps]) => (hundredths / parts / 100) * (1 + ulps * Number.EPSILON));
  const near = fc
    .tuple(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: -4, max: 4 }))
    .map(([hundredths, ulps]) => (hundredths / 100) * (1 + ulps * Number.EPSILON));
  fc.assert(
    fc.property(fc.oneof(sum, near, fc.double({ noNaN: true, noDefaultInfinity: true })), (number) => {
      expect(text.fields(rowOf({ number }))).toEqual([{ field: "number", value: fifteenDigits(number) }]);
    }),
    { numRuns: 2_000 },
  );
});

it("writes the same JSON as the fields would give, again and again", () => {
  const text = createResultText(commands);
  const row = fc.record({
    number: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    text: fc.option(fc.oneof(fc.string({ unit: "binary" }), fc.boolean(), fc.constantFrom('"', "\n", "1", ""))),
    moment: fc.option(fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => seconds * 1_000)),
  });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      for (const values of rows) {
        const one = rowOf(values);
        expect(text.json(one)).toBe(JSON.stringify(text.fields(one)));
      }
    }),
  );
});
