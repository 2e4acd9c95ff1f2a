import { describe, expect, it } from "vitest";
import { suggestTeams } from "./suggest-teams.ts";
import { type TeamRule, type TeamSubject, teamOf } from "./team-of.ts";

const rule = (teamId: string, change: Partial<TeamRule> = {}): TeamRule => ({
  teamId,
  accountIds: null,
  tag: null,
  name: null,
  ...change,
});
const subject = (change: Partial<TeamSubject> = {}): TeamSubject => ({
  accountId: "111111111111",
  name: "checkout-api",
  tags: { team: "payments" },
  ...change,
});

describe("teamOf", () => {
  it("takes the first rule whose conditions all hold", () => {
    const rules = [
      rule("other", { accountIds: ["222222222222"] }),
      rule("both", { name: "checkout-*", tag: { key: "team", value: "billing" } }),
      rule("payments", { tag: { key: "team", value: "pay*" } }),
      rule("rest"),
    ];
    expect(teamOf(subject(), rules)).toEqual({ state: "team", teamId: "payments", ruleIndex: 2 });
    expect(teamOf(subject({ accountId: "222222222222" }), rules)).toMatchObject({ teamId: "other" });
    expect(teamOf(subject({ tags: {} }), rules)).toMatchObject({ teamId: "rest" });
    expect(teamOf(subject({ tags: {} }), rules.slice(0, 3))).toEqual({ state: "none" });
  });

  it("does not guess when tags were not read", () => {
    const rules = [
      rule("named", { name: "job-*" }),
      rule("tagged", { tag: { key: "team", value: null } }),
      rule("rest"),
    ];
    expect(teamOf(subject({ tags: null }), rules)).toMatchObject({ state: "unknown" });
    expect(teamOf(subject({ tags: null, name: "job-1" }), rules)).toMatchObject({ teamId: "named" });
  });

  it("does not find tags on the prototype", () => {
    const rules = [rule("odd", { tag: { key: "constructor", value: null } })];
    expect(teamOf(subject({ tags: {} }), rules)).toEqual({ state: "none" });
  });
});

describe("suggestTeams", () => {
  it("ranks owner-like keys by how many functions bear them", () => {
    const tagged = (tags: Record<string, string> | null) => subject({ tags });
    const found = suggestTeams([
      tagged({ Team: "a", env: "prod", "cost-center": "1" }),
      tagged({ Team: "a", env: "test", "cost-center": "2" }),
      tagged({ Team: "b", env: "prod" }),
      tagged({ owner: "only-one" }),
      tagged(null),
    ]);
    expect(found.map(({ tagKey }) => tagKey)).toEqual(["Team", "cost-center"]);
    expect(found[0]).toEqual({
      tagKey: "Team",
      taggedCount: 3,
      functionCount: 4,
      teams: [
        { value: "a", functionCount: 2 },
        { value: "b", functionCount: 1 },
      ],
    });
  });
});
