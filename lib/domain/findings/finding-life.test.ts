import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evidence } from "./finding.ts";
import type { FindingState, FindingStatus } from "./finding-state.ts";
import { type Judgement, reconcileFindings } from "./reconcile-findings.ts";
import { expireSuppression, type TriageAction, triageFinding, triageFrom } from "./triage-finding.ts";

const at = (day: number) => new Date(Date.UTC(2026, 10, day));
const evidence = (value: string): readonly [Evidence] => [
  { fact: "runtime", source: "arn:f", value: { runtime: value } },
];
const judgement = (result: Judgement["result"]): Judgement => ({
  rule: "runtime-deprecated",
  resourceArn: "arn:f",
  severity: "medium",
  result,
});
const seen = judgement({ kind: "evidence", evidence: evidence("dotnet8") });
const finding = (change: Partial<FindingState> = {}): FindingState => ({
  rule: "runtime-deprecated",
  resourceArn: "arn:f",
  severity: "medium",
  status: "open",
  firstSeen: at(1),
  lastSeen: at(1),
  evidence: evidence("dotnet8"),
  assignee: null,
  suppressedUntil: null,
  unverified: null,
  resolution: null,
  ...change,
});
const suppressed = (day: number) => finding({ status: "suppressed", suppressedUntil: at(day) });
const resolved = finding({ status: "resolved", resolution: { reason: "-", at: at(2) } });
const reconcile = (existing: FindingState | null, one: Judgement, day = 5) =>
  reconcileFindings(existing === null ? [] : [existing], [one], at(day))[0] ?? null;

describe("reconcileFindings", () => {
  it.each([
    ["new", null, "opened", "open", ["opened"]],
    ["open", finding(), "refreshed", "open", []],
    ["acknowledged", finding({ status: "acknowledged" }), "refreshed", "acknowledged", []],
    ["suppressed", suppressed(9), "refreshed", "suppressed", []],
    ["suppressed, run out", suppressed(5), "reopened", "open", ["suppressionExpired"]],
    ["resolved", resolved, "reopened", "open", ["reopened"]],
    ["unverified", finding({ unverified: { reason: "r", since: at(2) } }), "refreshed", "open", ["verified"]],
    ["with other evidence", finding({ evidence: evidence("dotnet6") }), "refreshed", "open", ["evidenceChanged"]],
  ] as const)("evidence of one that is %s", (_, existing, outcome, status, events) => {
    const found = reconcile(existing, seen);
    expect(found).toMatchObject({ outcome, finding: { status, lastSeen: at(5), unverified: null, resolution: null } });
    expect(found?.finding.firstSeen).toEqual(existing === null ? at(5) : at(1));
    expect(found?.events.map(({ kind }) => kind)).toEqual(events);
  });

  it.each([
    [{ kind: "pass" } as const, "The evidence is gone."],
    [{ kind: "notApplicable", reason: "It is an image now." } as const, "It is an image now."],
    [{ kind: "deleted" } as const, "The resource no longer exists."],
  ])("%j resolves, with its reason, and only once", (result, reason) => {
    for (const existing of [finding(), suppressed(9), finding({ status: "acknowledged" })]) {
      expect(reconcile(existing, judgement(result))).toMatchObject({
        outcome: "resolved",
        finding: { status: "resolved", lastSeen: at(1), suppressedUntil: null, resolution: { reason, at: at(5) } },
        events: [{ kind: "resolved", reason, from: existing.status, to: "resolved" }],
      });
    }
    expect(reconcile(resolved, judgement(result))).toBeNull();
    expect(reconcile(null, judgement(result))).toBeNull();
  });

  it("keeps a finding whose evidence cannot be read, and says since when", () => {
    const denied = judgement({ kind: "unknown", reason: "Denied." });
    const first = reconcile(finding(), denied, 5);
    expect(first).toMatchObject({
      outcome: "unverified",
      finding: { status: "open", lastSeen: at(1), unverified: { reason: "Denied.", since: at(5) } },
    });
    expect(reconcile(first?.finding ?? null, denied, 6)).toBeNull();
    const other = reconcile(first?.finding ?? null, judgement({ kind: "unknown", reason: "Throttled." }), 7);
    expect(other?.finding.unverified).toEqual({ reason: "Throttled.", since: at(5) });
    expect(reconcile(null, denied)).toBeNull();
    expect(reconcile(resolved, denied)).toBeNull();
  });

  it("leaves alone what nobody judged", () => {
    expect(reconcileFindings([finding()], [], at(5))).toEqual([]);
    expect(reconcileFindings([finding({ resourceArn: "arn:other" })], [seen], at(5))).toMatchObject([
      { outcome: "opened" },
    ]);
  });

  it("ends where the last thing seen says, whatever came between", () => {
    const result = fc.constantFrom<Judgement["result"]>(
      seen.result,
      { kind: "pass" },
      { kind: "unknown", reason: "r" },
      { kind: "deleted" },
    );
    fc.assert(
      fc.property(fc.array(result, { maxLength: 12 }), (results) => {
        let state: FindingState | null = null;
        for (const [day, one] of results.entries()) state = reconcile(state, judgement(one), day + 1)?.finding ?? state;
        const last = results.findLast(({ kind }) => kind !== "unknown")?.kind;
        const ever = results.some(({ kind }) => kind === "evidence");
        expect(state?.status).toBe(ever ? (last === "evidence" ? "open" : "resolved") : undefined);
      }),
    );
  });
});

describe("triageFinding", () => {
  const actions: TriageAction[] = [
    { kind: "acknowledge", reason: null },
    { kind: "suppress", until: at(9), reason: "accepted" },
    { kind: "assign", assignee: "p1" },
    { kind: "reopen", reason: null },
  ];
  const states: Record<FindingStatus, FindingState> = {
    open: finding(),
    acknowledged: finding({ status: "acknowledged" }),
    suppressed: suppressed(7),
    resolved,
  };

  it("allows what the table says and nothing else", () => {
    for (const action of actions) {
      for (const [status, state] of Object.entries(states)) {
        expect(triageFinding(state, action, at(5)).ok).toBe(triageFrom[action.kind].some((from) => from === status));
      }
    }
  });

  it("keeps reason, end and assignee", () => {
    const [, suppress, assign, reopen] = actions;
    expect(triageFinding(states.open, suppress ?? expect.fail(), at(5))).toMatchObject({
      finding: { status: "suppressed", suppressedUntil: at(9) },
      event: { kind: "suppressed", reason: "accepted", from: "open", to: "suppressed" },
    });
    expect(triageFinding(states.open, assign ?? expect.fail(), at(5))).toMatchObject({
      finding: { status: "open", assignee: "p1" },
    });
    expect(triageFinding(states.suppressed, reopen ?? expect.fail(), at(5))).toMatchObject({
      finding: { status: "open", suppressedUntil: null },
    });
  });

  it("refuses a suppression without reason or without a future end", () => {
    expect(triageFinding(states.open, { kind: "suppress", until: at(9), reason: " " }, at(5))).toMatchObject({
      ok: false,
    });
    expect(triageFinding(states.open, { kind: "suppress", until: at(5), reason: "r" }, at(5))).toMatchObject({
      ok: false,
    });
    expect(
      triageFinding(states.open, { kind: "suppress", until: new Date(Number.NaN), reason: "r" }, at(5)),
    ).toMatchObject({ ok: false });
  });

  it("opens again what was suppressed until now", () => {
    expect(expireSuppression(suppressed(5), at(5))).toMatchObject({
      ok: true,
      finding: { status: "open", suppressedUntil: null },
    });
    expect(expireSuppression(suppressed(6), at(5))).toBeNull();
    expect(expireSuppression(finding(), at(5))).toBeNull();
  });
});
