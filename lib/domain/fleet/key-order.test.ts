import fc from "fast-check";
import { expect, it } from "vitest";
import { inKeyOrder } from "./key-order.ts";
import { sameJson } from "./same-json.ts";

it("orders keys at any depth and leaves lists as they are", () => {
  expect(JSON.stringify(inKeyOrder({ b: [{ d: 1, c: null }, 2, 1], a: "x", B: {} }))).toBe(
    '{"B":{},"a":"x","b":[{"c":null,"d":1},2,1]}',
  );
});

it("changes nothing but the order, and is the same for any order", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value = JSON.parse(text);
      const ordered = inKeyOrder(value);
      expect(sameJson(ordered, value)).toBe(true);
      expect(JSON.stringify(inKeyOrder(ordered))).toBe(JSON.stringify(ordered));
    }),
  );
});
