import { describe, expect, it } from "vitest";
import { hasAction } from "#lib/domain/iam/action-set.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { actionIndex, actionsNamed, clippedRuns, indicesIn } from "./action-indices.ts";
import { credentialActionNames, identityCredentialNames } from "./credential-actions.ts";
import { exposingActions, exposingWriteNames, harmlessPermissionNames } from "./exposing-actions.ts";
import { harmlessCredentialNames } from "./harmless-credentials.ts";
import { ordinaryWriteNames } from "./ordinary-writes.ts";

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

describe("runs of actions", () => {
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
    expect(indicesIn([0, 68], set, 0)).toEqual([]);
  });
});
