import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { page, pageOf } from "./paging.ts";

const invalidToken = "InvalidTokenException";

describe("paging", () => {
  it("gives every item once, in order, whatever the sizes", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 60 }), fc.constantFrom(1, 0.5), (count, limit, share) => {
        const seen: number[] = [];
        let token: string | undefined;
        do {
          const { items, next } = page({ pageShare: share }, count, (index) => index, {
            token,
            limit,
            size: 50,
            invalidToken,
          });
          expect(items.length).toBeLessThanOrEqual(Math.min(limit, 50));
          seen.push(...items);
          token = next;
        } while (token !== undefined);
        expect(seen).toEqual(Array.from({ length: count }, (_, index) => index));
      }),
    );
  });

  it("lets a caller ask for more than the default only up to the maximum", () => {
    const list = Array.from({ length: 2_000 }, (_, index) => index);
    const request = { token: undefined, size: 50, max: 1_000, invalidToken };
    expect(pageOf({ pageShare: 1 }, list, request).items).toHaveLength(50);
    expect(pageOf({ pageShare: 1 }, list, { ...request, limit: 5_000 }).items).toHaveLength(1_000);
  });

  it("refuses a token that it did not give", () => {
    expect(() => pageOf({ pageShare: 1 }, [1], { token: "made-up", size: 1, invalidToken })).toThrow(
      expect.objectContaining({ code: invalidToken }),
    );
  });
});
