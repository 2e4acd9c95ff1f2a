import { expect, test } from "vitest";
import { type DecidedBefore, undoTriage } from "./undo-triage.ts";

const now = new Date("2026-11-21T12:00:00Z");
const later = "2026-12-21T00:00:00.000Z";
const suppress = { kind: "suppress", until: later, reason: "Accepted." } as const;

function finding(id: string, change: Partial<DecidedBefore> = {}): DecidedBefore {
  return { id, status: "open", suppressedUntil: null, decisionReason: null, assigneeId: null, ...change };
}

test("an acknowledgement of open findings is taken back by reopening them", () => {
  expect(undoTriage([finding("a"), finding("b")], { kind: "acknowledge" }, now)).toEqual([
    { findingIds: ["a", "b"], decision: { kind: "reopen" } },
  ]);
});

test("a suppression goes back to what each was before", () => {
  const before = [finding("a"), finding("b", { status: "acknowledged" })];
  expect(undoTriage(before, suppress, now)).toEqual([
    { findingIds: ["a", "b"], decision: { kind: "reopen" } },
    { findingIds: ["b"], decision: { kind: "acknowledge" } },
  ]);
});

test("a suppression that was moved is moved back, without opening the finding in between", () => {
  const before = [finding("a", { status: "suppressed", suppressedUntil: later, decisionReason: "Known." })];
  expect(undoTriage(before, { ...suppress, until: "2027-01-01T00:00:00.000Z" }, now)).toEqual([
    { findingIds: ["a"], decision: { kind: "suppress", until: later, reason: "Known." } },
  ]);
});

test("reopening is taken back; a suppression that has run out stays open", () => {
  const before = [
    finding("a", { status: "acknowledged" }),
    finding("b", { status: "suppressed", suppressedUntil: later, decisionReason: "Known." }),
    finding("c", { status: "suppressed", suppressedUntil: "2026-11-01T00:00:00.000Z" }),
  ];
  expect(undoTriage(before, { kind: "reopen" }, now)).toEqual([
    { findingIds: ["a"], decision: { kind: "acknowledge" } },
    { findingIds: ["b"], decision: { kind: "suppress", until: later, reason: "Known." } },
  ]);
});

test("an assignment goes back to each former assignee", () => {
  const before = [finding("a"), finding("b", { assigneeId: "p" }), finding("c")];
  expect(undoTriage(before, { kind: "assign", assigneeId: "q" }, now)).toEqual([
    { findingIds: ["a", "c"], decision: { kind: "assign", assigneeId: null } },
    { findingIds: ["b"], decision: { kind: "assign", assigneeId: "p" } },
  ]);
});
