import { describe, expect, it } from "vitest";
import { type HistorySnapshot, policiesEverHad, roleHistory } from "./role-history.ts";

const roleArn = "arn:aws:iam::111122223333:role/orders";
const [one, two] = ["arn:aws:iam::111122223333:policy/one", "arn:aws:iam::111122223333:policy/two"];
const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const iso = (number: number) => day(number).toISOString();
const policy = (Action: string) => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });

interface RoleState {
  readonly attached?: readonly string[];
  readonly inline?: Record<string, object>;
  readonly boundary?: string | null;
  readonly trust?: object;
  readonly tags?: Record<string, string>;
}

function role(from: number, to: number | null, state: RoleState): HistorySnapshot {
  const { attached = [], inline = {}, boundary = null, trust = policy("sts:AssumeRole"), tags = {} } = state;
  const body = {
    TrustPolicy: trust,
    Policies: inline,
    AttachedPolicyArns: attached,
    PermissionsBoundary: boundary,
    Tags: tags,
  };
  return { kind: "role", entityId: roleArn, from: day(from), to: to === null ? null : day(to), body: body as never };
}

function managed(entityId: string, from: number, to: number | null, action: string): HistorySnapshot {
  return { kind: "policy", entityId, from: day(from), to: to === null ? null : day(to), body: policy(action) as never };
}

describe("history of a role", () => {
  it("says since when it is known, and nothing else of a role that never changed", () => {
    expect(roleHistory([role(1, null, {})])).toEqual({ entries: [], since: iso(1) });
    expect(roleHistory([])).toEqual({ entries: [], since: null });
  });

  it("tells the latest first: attachments, boundary, tags and documents", () => {
    const { entries } = roleHistory([
      role(3, null, { attached: [two], boundary: one, inline: { a: policy("s3:*") }, tags: { team: "x" } }),
      role(1, 2, { attached: [one], inline: { a: policy("s3:GetObject"), b: policy("sqs:*") } }),
      role(2, 3, { attached: [one], inline: { a: policy("s3:*"), b: policy("sqs:*") } }),
    ]);
    expect(entries.map(({ at }) => at)).toEqual([iso(3), iso(2)]);
    expect(entries[0]).toMatchObject({
      event: "changed",
      attached: [two],
      detached: [one],
      boundary: { before: null, after: one },
      tags: ["team"],
      documents: [{ kind: "inline", name: "b", change: "removed" }],
    });
    expect(entries[1]?.documents).toMatchObject([{ kind: "inline", name: "a", change: "changed" }]);
  });

  it("tells a managed policy's change only while the role had the policy", () => {
    const states = [
      role(1, 5, { attached: [one] }),
      role(5, null, { attached: [] }),
      managed(one, 1, 3, "s3:GetObject"),
      managed(one, 3, 7, "s3:*"),
      managed(one, 7, null, "*"),
    ];
    expect(roleHistory(states).entries.map(({ at, documents }) => [at, documents.map(({ name }) => name)])).toEqual([
      [iso(5), []],
      [iso(3), [one]],
    ]);
  });

  it("tells changes of the policies of a role whose own history is not kept", () => {
    const { entries, since } = roleHistory([managed(one, 1, 3, "s3:GetObject"), managed(one, 3, null, "s3:*")]);
    expect([since, entries.length]).toEqual([null, 1]);
  });

  it("is one entry for what one sync found", () => {
    const { entries } = roleHistory([
      role(1, 3, { attached: [one] }),
      role(3, null, { attached: [one, two] }),
      managed(one, 1, 3, "s3:GetObject"),
      managed(one, 3, null, "s3:*"),
    ]);
    expect(entries).toMatchObject([{ at: iso(3), attached: [two], documents: [{ kind: "managed", name: one }] }]);
  });

  it("says when the role was gone and when it came back", () => {
    const { entries } = roleHistory([role(1, 2, {}), role(4, 6, {})]);
    expect(entries.map(({ at, event }) => [at, event])).toEqual([
      [iso(6), "gone"],
      [iso(4), "returned"],
      [iso(2), "gone"],
    ]);
  });

  it("knows every policy that the role ever had", () => {
    const bodies = [role(1, 2, { attached: [two] }), role(2, null, { boundary: one })].map(({ body }) => body);
    expect(policiesEverHad(bodies)).toEqual([one, two]);
  });
});
