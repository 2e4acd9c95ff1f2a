import { describe, expect, it } from "vitest";
import { hasAction } from "#lib/domain/iam/action-set.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { actionIndex, actionsNamed, clippedRuns, hasAnyOf, indicesIn, mergedRuns } from "./action-indices.ts";
import { credentialActionNames, harmlessCredentialNames, identityCredentialNames } from "./credential-actions.ts";
import { exposingActions, exposingWriteNames, harmlessPermissionNames } from "./exposing-actions.ts";
import { ordinaryWriteNames } from "./writing-actions.ts";

describe("lists of actions", () => {
  it.each([
    ["credentials", credentialActionNames],
    ["exposing writes", exposingWriteNames],
    ["harmless permissions management", harmlessPermissionNames],
    ["ordinary writes", ordinaryWriteNames],
  ])("%s: each is one that AWS documents, named once, in order", (_, names) => {
    expect(names.filter((name) => actionIndex(name) === null)).toEqual([]);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it("those about some credentials are about credentials", () => {
    const others = [...harmlessCredentialNames, ...identityCredentialNames];
    expect(others.filter((name) => !credentialActionNames.includes(name))).toEqual([]);
  });

  it("each override changes what the access level says", () => {
    const level = (name: string) => actionUniverse().level(actionIndex(name) ?? -1);
    expect(exposingWriteNames.filter((name) => level(name) === "permissions-management")).toEqual([]);
    expect(harmlessPermissionNames.filter((name) => level(name) !== "permissions-management")).toEqual([]);
    const exposes = (name: string) => hasAction(exposingActions(), actionIndex(name) ?? -1);
    expect(exposingWriteNames.every(exposes)).toBe(true);
    expect(harmlessPermissionNames.some(exposes)).toBe(false);
  });
});

describe("hasAnyOf", () => {
  it.each([
    ["a first action", 0, 1],
    ["a last bit of a word", 31, 32],
    ["over words", 20, 100],
    ["a whole word", 32, 64],
  ])("%s", (_, start, end) => {
    const { names, services } = actionUniverse();
    const label = (index: number) => {
      const service = services.find((range) => index < range.end);
      return `${service?.prefix}:${names[index]}`;
    };
    for (const index of [start, end - 1]) expect(hasAnyOf(actionsNamed([label(index)]), start, end)).toBe(true);
    expect(hasAnyOf(actionsNamed([label(end)]), start, end)).toBe(false);
    if (start > 0) expect(hasAnyOf(actionsNamed([label(start - 1)]), start, end)).toBe(false);
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
  ])("merged: %s", (_, runs, expected) => {
    expect(mergedRuns(runs)).toEqual(expected);
  });

  it("clipped keep what lies inside", () => {
    expect(clippedRuns([1, 4, 6, 9, 12, 14], 3, 8)).toEqual([3, 4, 6, 8]);
  });

  it("give the first few numbers that a set holds too", () => {
    const set = new Uint32Array(actionsNamed([]).length);
    set[0] = 0b110;
    set[2] = 0b1001;
    expect(indicesIn([0, 66, 67, 68], set, 9)).toEqual([1, 2, 64, 67]);
    expect(indicesIn([2, 66], set, 9)).toEqual([2, 64]);
    expect(indicesIn([0, 68], set, 2)).toEqual([1, 2]);
  });
});
