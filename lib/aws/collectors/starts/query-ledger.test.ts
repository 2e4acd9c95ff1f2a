import { describe, expect, it } from "vitest";
import { openLedger } from "./query-ledger.ts";

describe("the ledger of queries", () => {
  it("goes on from its cursor with the queries that run", () => {
    const ledger = openLedger(null);
    ledger.note("0", "a");
    ledger.note("1", "b");
    ledger.note("1.0", "c");
    ledger.endStep(0);
    const next = openLedger(ledger.cursor());
    expect(next.done).toBe(1);
    expect([next.started("0"), next.started("1"), next.started("1.0")]).toEqual([
      null,
      { id: "b", starts: 1 },
      { id: "c", starts: 1 },
    ]);
    expect(next.mayBeKept("1")).toBe(true);
  });

  it("counts a query as kept from when a cursor that names it is given out, and not before", () => {
    const ledger = openLedger(null);
    ledger.note("0", "a");
    expect(ledger.mayBeKept("0")).toBe(false);
    ledger.cursor();
    ledger.note("1", "b");
    // Whoever was given the cursor may have stored it, and never comes back.
    expect([ledger.mayBeKept("0"), ledger.mayBeKept("1")]).toEqual([true, false]);
    ledger.confirm();
    expect([ledger.mayBeKept("0"), ledger.mayBeKept("1")]).toEqual([true, false]);
    ledger.note("0", "c");
    expect(ledger.mayBeKept("0")).toBe(false);
  });

  it("tells of each query that the store does not know of, also of one that begins while a cursor is stored", async () => {
    const ledger = openLedger(null);
    ledger.note("0", "a");
    await ledger.unkept();
    ledger.cursor();
    ledger.note("1", "b");
    ledger.confirm();
    await ledger.unkept();
    ledger.cursor();
    ledger.confirm();
    const none = await Promise.race([ledger.unkept().then(() => "news"), Promise.resolve("none")]);
    expect(none).toBe("none");
  });

  it("counts how often a part's query was started", () => {
    const ledger = openLedger(null);
    ledger.note("0", "a");
    ledger.note("0", "b");
    expect(openLedger(ledger.cursor()).started("0")).toEqual({ id: "b", starts: 2 });
  });

  it.each([
    ["an earlier version's", "3", 3],
    ["a damaged one", "{", 0],
    ["one of another shape", '{"done":-1}', 0],
  ])("reads %s cursor", (_title, cursor, done) => {
    expect(openLedger(cursor).done).toBe(done);
  });
});
