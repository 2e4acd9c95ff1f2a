import { describe, expect, it } from "vitest";
import { createAnalysisCache } from "./analysis-cache.ts";
import { analyzeRoles } from "./analyze-roles.ts";
import { parseAuthorizationDetails } from "./parse-authorization-details.ts";
import { parseServiceControlPolicies } from "./parse-service-control-policies.ts";

const now = new Date("2026-11-21T12:00:00Z");
const account = "arn:aws:iam::123456789012:";
type Fields = Record<string, unknown>;
const document = (action: string, resource = "*", effect = "Allow") => ({
  Version: "2012-10-17",
  Statement: [{ Effect: effect, Action: action, Resource: resource }],
});
const trusting = (principal: unknown) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
});
const role = (name: string, policyDocument: unknown, more: Fields = {}): Fields => ({
  RoleName: name,
  Arn: `${account}role/${name}`,
  AssumeRolePolicyDocument: trusting({ Service: "lambda.amazonaws.com" }),
  RolePolicyList: [{ PolicyName: "own", PolicyDocument: policyDocument }],
  ...more,
});
const analyze = (roles: Fields[], options = {}) =>
  analyzeRoles(parseAuthorizationDetails({ RoleDetailList: roles }), { now, ...options });
const escalates = (roles: Fields[], options = {}) =>
  analyze(roles, options).roles.map(({ verdicts }) => verdicts.privilegeEscalation);

describe("neighbours", () => {
  const updater = role("updater", document("lambda:UpdateFunctionCode"));

  it("takes each role that trusts Lambda to have a function", () => {
    expect(escalates([updater, role("strong", document("s3:*"))])).toEqual([true, false]);
    const ofInstances = { AssumeRolePolicyDocument: trusting({ Service: "ec2.amazonaws.com" }) };
    expect(escalates([updater, role("strong", document("s3:*"), ofInstances)])).toEqual([false, false]);
  });

  it("counts the roles that are not looked at", () => {
    const [only, ...others] = analyze([updater, role("strong", document("s3:*"))], { roles: ["updater"] }).roles;
    expect(others).toEqual([]);
    expect(only?.verdicts.privilegeEscalation).toBe(true);
    expect(only?.findings[0]).toMatchObject({
      rule: "role-privilege-escalation",
      set: "lambda-update-code",
      steps: [expect.stringMatching(/^lambda:UpdateFunctionCode on /)],
      statements: [{ source: "inline:own", sid: null }],
    });
  });
});

describe("trust", () => {
  it.each<[string, unknown, string[]]>([
    ["everyone", "*", ["critical"]],
    ["a third party without external id, once", { AWS: "210987654321" }, ["medium"]],
    ["its own account", { AWS: "123456789012" }, []],
  ])("of %s", (_, principal, severities) => {
    const trusted = role("r", document("s3:GetObject", "arn:aws:s3:::a/*"), {
      AssumeRolePolicyDocument: trusting(principal),
    });
    const found = analyze([trusted]).roles[0]?.findings.filter(({ rule }) => rule === "role-trust") ?? [];
    expect(found.map(({ severity }) => severity)).toEqual(severities);
    expect(found.every(({ statements }) => statements[0]?.source === "trust policy")).toBe(true);
  });
});

describe("service control policies", () => {
  const limitsOf = (...values: unknown[]) => parseServiceControlPolicies(values, "scp.json");
  const guard = [document("*"), document("iam:*", "*", "Deny")];

  it.each<[string, unknown[], boolean]>([
    ["none", [], true],
    ["one document", [document("*")], true],
    ["a level that denies", [guard], false],
    ["two levels of which one is narrow", [[[document("*")], [document("s3:*")]]], false],
    ["text, as AWS Organizations hands it out", [guard.map((each) => JSON.stringify(each))], false],
  ])("%s: whether it is still admin", (_, values, admin) => {
    const limits = values.length === 0 ? [] : limitsOf(...values);
    expect(analyze([role("r", document("*"))], { limits }).roles[0]?.verdicts.admin).toBe(admin);
  });

  it("do not hold for roles that services make for themselves", () => {
    const linked = { Arn: `${account}role/aws-service-role/a.amazonaws.com/linked` };
    expect(analyze([role("linked", document("*"), linked)], { limits: limitsOf(guard) }).roles[0]?.verdicts.admin).toBe(
      true,
    );
  });

  it.each<[string, unknown[], string]>([
    ["a level that allows nothing", [[document("iam:*", "*", "Deny")]], "Level 1 of the service control policies"],
    ["documents beside levels", [[document("*"), [document("*")]]], "scp.json mixes documents and levels."],
    ["a malformed one", [[[document("*")], [{}]]], "scp.json, SCP 1 of level 2: The policy document cannot be read"],
    ["none", [[]], "scp.json holds no service control policy."],
  ])("refuses %s", (_, values, sentence) => {
    expect(() => limitsOf(...values)).toThrow(sentence);
  });
});

describe("once more", () => {
  const roles = [role("updater", document("lambda:UpdateFunctionCode")), role("strong", document("s3:*"))];

  it("judges nothing that is unchanged", () => {
    const cache = createAnalysisCache();
    const first = analyze(roles, { cache });
    const second = analyze(roles, { cache });
    expect(second.roles[0]).toBe(first.roles[0]);
    expect(second.roles[1]).toBe(first.roles[1]);
    // In another order they are the same estate.
    expect(analyze(roles.toReversed(), { cache }).roles[1]).toBe(first.roles[0]);
  });

  const boundary = { PermissionsBoundary: { PermissionsBoundaryArn: `${account}policy/narrow` } };
  const Policies = [
    { Arn: `${account}policy/narrow`, PolicyVersionList: [{ IsDefaultVersion: true, Document: document("s3:*") }] },
  ];
  const scp = (...values: unknown[]) => ({ limits: parseServiceControlPolicies(values, "scp.json") });

  it.each<[string, Fields, object]>([
    ["a boundary", role("r", document("*"), boundary), {}],
    ["fewer documents", role("r", document("*"), { RolePolicyList: [] }), {}],
    ["service control policies", role("r", document("*")), scp(document("s3:*"))],
  ])("judges anew after %s, and again when all is as it was", (_, changed, options) => {
    const cache = createAnalysisCache();
    const isAdmin = (RoleDetailList: Fields[], more = {}) =>
      analyzeRoles(parseAuthorizationDetails({ RoleDetailList, Policies }), { now, cache, ...more }).roles.map(
        ({ verdicts }) => verdicts.admin,
      );
    const before = [role("r", document("*"))];
    expect(isAdmin(before)).toEqual([true]);
    expect(isAdmin([changed], options)).toEqual([false]);
    expect(isAdmin(before)).toEqual([true]);
  });

  it("judges anew after another trust policy", () => {
    const cache = createAnalysisCache();
    const findingsOf = (principal: unknown) =>
      analyze([role("r", document("s3:*"), { AssumeRolePolicyDocument: trusting(principal) })], { cache })
        .roles[0]?.findings.filter(({ rule }) => rule === "role-trust")
        .map(({ severity }) => severity);
    expect(findingsOf({ AWS: "123456789012" })).toEqual([]);
    expect(findingsOf("*")).toEqual(["critical"]);
    expect(findingsOf({ AWS: "123456789012" })).toEqual([]);
  });

  it.each<[string, Fields[], boolean[]]>([
    ["documents", [role("updater", document("lambda:GetFunction")), roles[1] ?? {}], [false, false]],
    ["neighbours", roles.slice(0, 1), [false]],
  ])("judges anew after other %s", (_, later, expected) => {
    const cache = createAnalysisCache();
    expect(escalates(roles, { cache })).toEqual([true, false]);
    expect(escalates(later, { cache })).toEqual(expected);
  });
});
