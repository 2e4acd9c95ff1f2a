import { describe, expect, it } from "vitest";
import { diffLines, diffPolicies } from "./diff-statements.ts";

const read = { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" };
const write = { Sid: "Write", Effect: "Allow", Action: ["s3:PutObject"], Resource: "*" };
const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement }) as never;
const signs = (lines: readonly { change: string; text: string }[]) =>
  lines.filter(({ change }) => change !== "kept").map(({ change, text }) => `${change} ${text.trim()}`);

describe("differences of policy documents", () => {
  it("passes over order and the order of keys", () => {
    const shuffled = { Resource: "*", Action: ["s3:GetObject"], Effect: "Allow", Sid: "Read" };
    expect(diffPolicies(policy(read, write), policy(write, shuffled))).toEqual({
      statements: [],
      kept: 2,
      headChanged: false,
    });
  });

  it("tells a statement that came and one that went", () => {
    const { statements, kept } = diffPolicies(policy(read), policy(read, write));
    expect(kept).toBe(1);
    expect(statements.map(({ change, sid }) => [change, sid])).toEqual([["added", "Write"]]);
    expect(diffPolicies(policy(read, write), policy(read)).statements.map(({ change }) => change)).toEqual(["removed"]);
  });

  it("lays a statement that was rewritten over what it was, found by its Sid", () => {
    const wider = { ...read, Action: ["s3:GetObject", "s3:*"] };
    const { statements } = diffPolicies(policy(read, write), policy({ ...write, Resource: "arn:aws:s3:::b/*" }, wider));
    expect(statements.map(({ change, sid }) => [change, sid])).toEqual([
      ["changed", "Read"],
      ["changed", "Write"],
    ]);
    expect(signs(statements[0]?.lines ?? [])).toEqual(['added "s3:*"']);
    expect(signs(statements[1]?.lines ?? [])).toEqual([
      'removed "Resource": "*"',
      'added "Resource": "arn:aws:s3:::b/*"',
    ]);
  });

  it("takes the only two statements that differ for one that was rewritten", () => {
    const plain = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    expect(diffPolicies(policy(plain), policy({ ...plain, Effect: "Deny" })).statements).toMatchObject([
      { change: "changed", sid: null },
    ]);
  });

  it("reads one statement that is no list, a new document and one that is gone", () => {
    expect(diffPolicies({ Version: "2012-10-17", Statement: read }, policy(read)).statements).toEqual([]);
    expect(diffPolicies(null, policy(read, write)).statements.map(({ change }) => change)).toEqual(["added", "added"]);
    expect(diffPolicies(policy(read), null)).toMatchObject({ statements: [{ change: "removed" }], kept: 0 });
  });

  it("says when only the version changed", () => {
    expect(diffPolicies({ Version: "2008-10-17", Statement: [read] }, policy(read))).toEqual({
      statements: [],
      kept: 1,
      headChanged: true,
    });
  });

  it("gives back both sides whole", () => {
    const [before, after] = [
      ["a", "b", "c", "d"],
      ["b", "x", "d", "e"],
    ];
    const lines = diffLines(before ?? [], after ?? []);
    expect(lines.filter(({ change }) => change !== "added").map(({ text }) => text)).toEqual(before);
    expect(lines.filter(({ change }) => change !== "removed").map(({ text }) => text)).toEqual(after);
    expect(signs(lines)).toEqual(["removed a", "removed c", "added x", "added e"]);
  });
});
