import { describe, expect, it } from "vitest";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { actionIndex, actionNames, escalationSets, indexedSets, minimalSetIds } from "./escalation-sets.ts";

describe("the list of escalation sets", () => {
  it("holds every set of the six lists but one that AWS dropped", () => {
    expect(escalationSets).toHaveLength(111);
    expect(minimalSetIds.size).toBe(76);
    expect(new Set(escalationSets.map(({ id }) => id)).size).toBe(111);
    expect(new Set(escalationSets.map(({ actions }) => [...actions].sort().join(" "))).size).toBe(111);
  });

  it("counts each list as its source does", () => {
    const inList = (letter: string) =>
      escalationSets.filter(({ lists }) => lists.some((id) => id.startsWith(letter))).length;
    expect({ R: inList("R"), D: inList("D:") }).toEqual({ R: 27, D: 65 });
    const numbers = escalationSets.flatMap(({ lists }) => lists.filter((id) => /^(R\d|D:)/.test(id)));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it.each(escalationSets.map((set) => [set.id, set] as const))("%s names actions as AWS spells them", (_, set) => {
    for (const action of set.actions.filter((name) => !name.includes("*"))) {
      expect(action.endsWith(`:${actionUniverse().names[actionIndex(action)]}`)).toBe(true);
    }
    expect(set.actions.includes("iam:PassRole")).toBe(set.kind === "passRole");
    expect(set.title).toMatch(/^[A-Z].*[^.]$/);
    if (set.kind !== "self") expect(set.services).not.toHaveLength(0);
  });

  it("resolves the two wildcards", () => {
    expect(actionNames("iam:Put*")).toContain("iam:PutRolePolicy");
    expect(actionNames("iam:Put*").every((name) => name.startsWith("iam:Put"))).toBe(true);
    expect(actionNames("iam:*").length).toBeGreaterThan(150);
    const everything = indexedSets().find(({ set }) => set.id === "iam-everything");
    expect(everything?.required.length).toBe(actionNames("iam:*").length);
  });

  it("refuses an action that AWS does not list", () => {
    expect(() => actionIndex("codestar:CreateProjectFromTemplate")).toThrow(RangeError);
  });
});
