import { describe, expect, it } from "vitest";
import { offenderOrder } from "./offender-order.ts";

const everything = { withCost: true, ownRange: false };
const ascending = (column: string) => ({ column, direction: "asc" as const });
const worst = { order: "waited", ascending: false };

describe("offenderOrder", () => {
  it("takes what can be ordered by, and falls back to the longest waits", () => {
    expect(offenderOrder(ascending("rate"), everything)).toEqual({ order: "rate", ascending: true });
    expect(offenderOrder({ column: "p99", direction: "desc" }, everything)).toEqual({ order: "p99", ascending: false });
    for (const column of ["", "constructor", "waited;drop", "name"])
      expect(offenderOrder(ascending(column), everything)).toEqual(worst);
    expect(offenderOrder(null, everything)).toEqual(worst);
  });

  it("orders by money only for who may see it", () => {
    for (const column of ["cost", "share"])
      expect(offenderOrder(ascending(column), { ...everything, withCost: false })).toEqual(worst);
  });

  it("does not pretend to order by a percentile that is not stored for the range", () => {
    expect(offenderOrder(ascending("p99"), { ...everything, ownRange: true })).toEqual(worst);
  });
});
