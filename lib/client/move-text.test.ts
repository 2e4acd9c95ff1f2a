import { describe, expect, it } from "vitest";
import type { VpcMove, VpcMoveEffect } from "#lib/domain/views/network.ts";
import { moveSentence, moveTitle } from "./move-text.ts";

const effect: VpcMoveEffect = {
  beforeMs: 400,
  afterMs: 485,
  beforeInits: 800,
  afterInits: 900,
  driftMs: 5,
  effectMs: 80,
  interval: { low: 60, high: 100 },
  controls: 8,
  basis: "stratum",
};
const move: VpcMove = {
  id: "m-1",
  arn: "arn:aws:lambda:eu-west-1:111122223333:function:orders",
  name: "orders",
  accountId: "111122223333",
  region: "eu-west-1",
  at: "2026-11-14T10:00:00.000Z",
  direction: "in",
  confounders: [],
  effect,
  beforeInits: 800,
  afterInits: 900,
};
/** Without the no-break spaces of figures. */
const said = (one: VpcMove) => moveSentence(one).replaceAll("\u00a0", " ");

describe("what a move did, in words", () => {
  it("says by how much, next to whom, and with how many inits", () => {
    expect(moveTitle(move)).toBe("Moved into a VPC");
    expect(said(move)).toBe(
      "Median init 400 ms before (800 inits), 485 ms after (900 inits). Next to 8 unchanged functions of its stratum, which moved by +5 ms: 80 ms later (+60 ms to +100 ms).",
    );
  });

  it("tells no difference where the interval holds 0, and never speaks of a cause", () => {
    const unsure = said({ ...move, effect: { ...effect, effectMs: -10, interval: { low: -40, high: 20 } } });
    expect(unsure).toContain("no difference can be told: −10 ms (−40 ms to +20 ms)");
    expect(unsure).not.toMatch(/because|caused/);
  });

  it("says what is missing: functions to compare with, or inits", () => {
    expect(said({ ...move, effect: { ...effect, driftMs: null, controls: 0, basis: "none" } })).toContain(
      "what would have changed anyway is still in this",
    );
    expect(said({ ...move, effect: null, beforeInits: 4, afterInits: 1 })).toContain(
      "Too few inits to compare: 4 inits in the 7 days before, 1 init in those after",
    );
  });
});
