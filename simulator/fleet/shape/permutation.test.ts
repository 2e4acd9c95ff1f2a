import fc from "fast-check";
import { expect, it } from "vitest";
import { createPermutation } from "./permutation.ts";

it("is a bijection with its inverse, for any size", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (size, u, v) => {
        const permutation = createPermutation(size, u, v);
        const seen = new Set<number>();
        for (let index = 0; index < size; index++) {
          const rank = permutation.forward(index);
          seen.add(rank);
          expect(permutation.backward(rank)).toBe(index);
        }
        expect(seen.size).toBe(size);
      },
    ),
  );
});
