import { describe, expect, it } from "vitest";
import { evidenceViews } from "./evidence-view.ts";
import type { Evidence } from "./finding.ts";

const role = "arn:aws:iam::123456789012:role/r";
const statement = { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" };
const path = {
  set: "pass-role-lambda",
  title: "Make a function that runs as a stronger role",
  steps: [{ action: "iam:PassRole", resources: [role] }],
  gains: [role],
  potential: false,
};

const one = (evidence: Evidence) => evidenceViews([evidence])[0];

describe("evidenceViews", () => {
  it("tells what is so, how, and by which statements, in this order", () => {
    const views = evidenceViews([
      { fact: "services", source: role, value: ["s3"] },
      { fact: "policy statement", source: "inline:own", value: statement },
      { fact: "escalation path", source: role, value: path },
      { fact: "reach", source: role, value: "It can read all objects of the account." },
    ]);
    expect(views.map(({ kind }) => kind)).toEqual(["sentence", "path", "statement", "plain"]);
    expect(views[0]).toEqual({ kind: "sentence", text: "It can read all objects of the account." });
    expect(views[1]).toMatchObject({ title: path.title, steps: path.steps, gains: [role], potential: false });
    expect(views[2]).toEqual({ kind: "statement", source: "inline:own", sid: "All", statement });
  });

  it.each<[string, unknown, string | null]>([
    ["a Sid", statement, "All"],
    ["no Sid", { Effect: "Allow" }, null],
    ["an empty Sid", { Sid: "" }, null],
  ])("names a statement with %s", (_, value, sid) => {
    expect(one({ fact: "policy statement", source: "inline:own", value: value as Evidence["value"] })).toMatchObject({
      kind: "statement",
      sid,
    });
  });

  it.each<[string, readonly string[], string]>([
    ["several teams", ["media", "shop"], "30 functions of 2 teams (media, shop) run as it. It can do it."],
    ["one team", ["shop"], "30 functions run as it. It can do it."],
  ])("says who shares a role: %s", (_, teams, text) => {
    const value = { functions: 30, teams, because: "It can do it." };
    expect(one({ fact: "shared role", source: role, value })).toEqual({ kind: "sentence", text });
  });

  it.each<[string, Evidence["value"]]>([
    ["reach", { because: "It can." }],
    ["shared role", ["a", "b"]],
    ["escalation path", { ...path, steps: [{ action: "iam:PassRole" }] }],
    ["escalation path", { ...path, potential: "no" }],
    ["escalation path", "iam:PassRole"],
    ["policy statement", [statement]],
    ["runtime", { runtime: "nodejs18.x" }],
  ])("shows a %s of another shape as it stands", (fact, value) => {
    expect(one({ fact, source: role, value })).toEqual({ kind: "plain", fact, source: role, value });
  });
});
