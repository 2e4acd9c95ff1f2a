import fc from "fast-check";
import { expect, it } from "vitest";
import { WrittenList } from "./written-list.ts";

function write(items: readonly unknown[]): WrittenList {
  const steps = WrittenList.write(items.length, (index) => JSON.stringify(items[index]));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function textOf(list: WrittenList): string {
  return Buffer.concat(list.toParts()).toString("utf8");
}

it("reads as the slice of the list that it was written from", () => {
  const item = fc.array(fc.record({ field: fc.string({ unit: "grapheme" }), value: fc.string({ unit: "grapheme" }) }));
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 200 }),
      fc.nat(210),
      fc.nat(210),
      fc.nat(210),
      (items, start, end, more) => {
        const written = write(items).slice(start, end);
        const expected = items.slice(start, end);
        expect(written).toHaveLength(expected.length);
        expect(JSON.parse(textOf(written))).toEqual(expected);
        expect(JSON.parse(textOf(written.slice(1, more)))).toEqual(expected.slice(1, more));
      },
    ),
  );
});

it("goes on from one chunk to the next, however long an item is", () => {
  const items = Array.from({ length: 3_000 }, (_, index) => ({
    index,
    text: "é".repeat(index === 1_500 ? 300_000 : 100),
  }));
  const written = write(items);
  expect(JSON.parse(textOf(written))).toEqual(items);
  expect(JSON.parse(textOf(written.slice(1_400, 2_900).slice(50, 1_200)))).toEqual(items.slice(1_450, 2_600));
});
