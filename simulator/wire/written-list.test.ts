import fc from "fast-check";
import { expect, it } from "vitest";
import { WrittenList } from "./written-list.ts";

function write(items: readonly unknown[]): WrittenList {
  const steps = WrittenList.write(items);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
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
        expect(JSON.parse(written.toBytes().toString("utf8"))).toEqual(expected);
        expect(JSON.parse(written.slice(1, more).toBytes().toString("utf8"))).toEqual(expected.slice(1, more));
      },
    ),
  );
});
