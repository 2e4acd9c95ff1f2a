import { describe, expect, it } from "vitest";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { ControlLevels, RolePolicy } from "#lib/domain/iam/role-policies.ts";
import { type JudgeableAccount, type JudgeableRole, judgeAccount } from "./judge-account.ts";

const accountId = "123456789012";
const arnOf = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
const functionArn = (name: string) => `arn:aws:lambda:eu-west-1:${accountId}:function:${name}`;

function policy(source: string, ...statements: object[]): RolePolicy {
  const document = { Version: "2012-10-17", Statement: statements };
  return { source, documentHash: JSON.stringify(document), document: parsePolicyDocument(document) };
}

const allow = (Action: string | string[], Resource: string = "*") => ({ Effect: "Allow", Action, Resource });

const trustOf = (Principal: object) =>
  parsePolicyDocument({ Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] }, "trust");
const lambda = trustOf({ Service: "lambda.amazonaws.com" });

function role(name: string, statements: object[], more: Partial<JudgeableRole> = {}): JudgeableRole {
  return {
    roleArn: arnOf(name),
    policies: [policy("inline:own", ...statements)],
    boundary: null,
    attachedPolicyArns: [],
    trust: lambda,
    ...more,
  };
}

function judge(roles: readonly JudgeableRole[], more: Partial<JudgeableAccount> = {}) {
  const account: JudgeableAccount = {
    accountId,
    roles,
    roleByFunction: new Map(),
    functionsKnown: true,
    controlLevels: null,
    knownAccounts: new Set([accountId]),
    ...more,
  };
  return new Map([...judgeAccount(account)].map((judged) => [judged.roleArn.split("/")[1], judged]));
}

const setsOf = (judged: ReturnType<typeof judge>, name: string) =>
  judged.get(name)?.judgement?.escalations.map(({ id, potential }) => `${id}${potential ? "?" : ""}`);

const deployer = role("deployer", [allow("lambda:UpdateFunctionCode", functionArn("*"))]);
const strong = role("strong", [allow("dynamodb:*")]);

describe("what a role can gain", () => {
  it("comes from the roles that functions really have", () => {
    const fn = functionArn("orders");
    const withFunction = judge([deployer, strong], { roleByFunction: new Map([[fn, strong.roleArn]]) });
    expect(withFunction.get("deployer")?.judgement?.escalations.map(({ viaRole }) => viaRole)).toContain(
      strong.roleArn,
    );
    const without = judge([deployer, strong], { roleByFunction: new Map([[fn, deployer.roleArn]]) });
    expect(setsOf(without, "deployer")).toEqual([]);
  });

  it("is every role that trusts Lambda while functions are not known", () => {
    expect(setsOf(judge([deployer, strong], { functionsKnown: false }), "deployer")).not.toEqual([]);
  });

  it("is nothing for an administrator, who escalates by being one", () => {
    const { judgement } = judge([role("all", [allow("*")])]).get("all") ?? {};
    expect(judgement).toMatchObject({ severity: "critical", escalations: [], verdicts: { privilegeEscalation: true } });
  });
});

describe("how grave a role is", () => {
  it.each<[string, object[], string | null]>([
    ["everything", [allow("*")], "critical"],
    ["its own policies", [allow("iam:PutRolePolicy", arnOf("r"))], "high"],
    ["what functions ordinarily need", [allow(["logs:PutLogEvents", "xray:PutTraceSegments"])], null],
    ["one bucket", [allow("s3:GetObject", "arn:aws:s3:::one/*")], null],
    ["all secrets", [allow("secretsmanager:GetSecretValue")], "high"],
  ])("%s", (_, statements, severity) => {
    const judgement = judge([role("r", statements)]).get("r")?.judgement;
    expect(judgement?.severity).toBe(severity);
    expect(judgement?.because).toMatch(/\.$/);
  });

  it("counts what is left under service control policies, and says whether they are known", () => {
    const levels: ControlLevels = [[policy("guard", allow("s3:*"))]];
    const all = [role("all", [allow("*")])];
    expect(judge(all).get("all")?.judgement).toMatchObject({ controlPoliciesKnown: false, verdicts: { admin: true } });
    expect(judge(all, { controlLevels: levels }).get("all")?.judgement).toMatchObject({
      controlPoliciesKnown: true,
      verdicts: { admin: false, dataExfiltration: true },
    });
    expect(judge(all, { controlLevels: [] }).get("all")?.judgement?.controlPoliciesKnown).toBe(true);
  });
});

it("tells who outside the organisation may assume a role", () => {
  const trust = trustOf({ AWS: "arn:aws:iam::210987654321:root" });
  const kinds = (knownAccounts: Set<string>) => {
    const found = judge([role("r", [], { trust })], { knownAccounts }).get("r")?.judgement?.trust;
    return found?.state === "known" ? found.issues.map(({ kind }) => kind) : found;
  };
  expect(kinds(new Set([accountId]))).toEqual(["foreignAccount", "missingExternalId"]);
  expect(kinds(new Set([accountId, "210987654321"]))).toEqual([]);
});

it("gives no judgement of a role of which a document is unread, and judges the others", () => {
  const unread: RolePolicy = {
    source: "inline:broken",
    documentHash: "x",
    document: { kind: "error", message: "It is not valid JSON." },
  };
  const judged = judge([role("broken", [], { policies: [unread] }), role("fine", [allow("s3:*")])]);
  expect(judged.get("broken")).toMatchObject({
    judgement: null,
    verdicts: { admin: { state: "unknown", reason: "inline:broken: It is not valid JSON." } },
  });
  expect(judged.get("fine")?.judgement?.verdicts.wildcardActions).toBe(true);
});

it("keeps lists of actions short, with how many there are", () => {
  const { reach } = judge([role("all", [allow("s3:*")])]).get("all")?.judgement ?? {};
  const { actions, total, proofs } = reach?.wildcardResourceWrite ?? { actions: [], total: 0, proofs: [] };
  expect(actions).toHaveLength(40);
  expect(total).toBeGreaterThan(40);
  expect(proofs[0]?.actions).toHaveLength(40);
});
