import { describe, expect, it } from "vitest";
import { narrowingCondition } from "./narrowing-condition.ts";
import type { ParsedPolicy, PolicyStatement } from "./policy-document.ts";
import {
  belongsToFunctionUrl,
  coversAction,
  isPublicInvoke,
  isPublicUrlInvoke,
  parseResourcePolicy,
  sourceArnsOf,
  statementPrincipals,
} from "./resource-policy.ts";

const base = {
  Effect: "Allow",
  Principal: "*",
  Action: "lambda:InvokeFunction",
  Resource: "arn:aws:lambda:eu-west-1:123456789012:function:f",
};

function read(...statements: object[]): { policy: ParsedPolicy; statement: PolicyStatement } {
  const policy = parseResourcePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
  if (policy.kind === "error") throw new Error(policy.message);
  const [statement] = policy.statements;
  if (statement === undefined) throw new Error("no statement");
  return { policy, statement };
}

describe("narrowing conditions", () => {
  it.each<[string, object, boolean]>([
    ["an organisation", { StringEquals: { "aws:PrincipalOrgID": "o-abc" } }, true],
    ["a key in another case", { stringequals: { "AWS:SourceAccount": "123456789012" } }, true],
    ["an account as a number", { StringEquals: { "aws:SourceAccount": 123456789012 } }, true],
    ["any of several", { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abc/*" } }, true],
    ["a bucket, whose ARN has no account", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }, true],
    ["any rule of one account", { ArnLike: { "aws:SourceArn": "arn:aws:events:*:123456789012:rule/*" } }, true],
    ["a network", { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, true],
    ["a token", { StringEquals: { "lambda:EventSourceToken": "t" } }, true],
    [
      "one narrow test among others",
      { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceVpc": "vpc-1" } },
      true,
    ],
    ["a negated test", { StringNotEquals: { "aws:SourceAccount": "123456789012" } }, false],
    ["IfExists", { StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } }, false],
    ["ForAllValues", { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abc" } }, false],
    ["a star", { StringLike: { "aws:SourceAccount": "*" } }, false],
    ["a star among accounts", { StringLike: { "aws:SourceAccount": ["123456789012", "*"] } }, false],
    ["any bucket", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }, false],
    ["any rule of any account", { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:*:rule/*" } }, false],
    ["any ARN", { ArnLike: { "aws:SourceArn": "arn:aws:*" } }, false],
    ["every IPv4 address", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }, false],
    ["every IPv6 address among others", { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "::/0"] } }, false],
    ["TLS only", { Bool: { "aws:SecureTransport": "true" } }, false],
    ["a tag", { StringEquals: { "aws:PrincipalTag/team": "a" } }, false],
    ["a key compared with itself", { StringEquals: { "aws:PrincipalOrgID": `\${aws:PrincipalOrgID}` } }, false],
  ])("%s", (_, Condition, narrows) => {
    const { policy, statement } = read({ ...base, Condition });
    expect(narrowingCondition(statement) !== null).toBe(narrows);
    expect(isPublicInvoke(statement, policy)).toBe(!narrows);
  });
});

describe("public invoke", () => {
  it.each<[string, object, boolean]>([
    ["Principal *", {}, true],
    ["AWS *", { Principal: { AWS: "*" } }, true],
    ["* in a list", { Principal: { AWS: ["123456789012", "*"] } }, true],
    ["everyone but one", { Principal: undefined, NotPrincipal: { AWS: "123456789012" } }, true],
    ["wildcard action", { Action: ["lambda:Get*", "LAMBDA:invoke*"] }, true],
    ["every action but one", { Action: undefined, NotAction: "lambda:DeleteFunction" }, true],
    ["another account", { Principal: { AWS: "123456789012" } }, false],
    ["a service", { Principal: { Service: "s3.amazonaws.com" } }, false],
    ["another action", { Action: "lambda:GetFunction" }, false],
    ["a function URL", { Action: "lambda:InvokeFunctionUrl" }, false],
    ["calls by a function URL", { Condition: { Bool: { "lambda:InvokedViaFunctionUrl": true } } }, false],
    ["calls not by a function URL", { Condition: { Bool: { "lambda:InvokedViaFunctionUrl": false } } }, true],
    ["a Deny", { Effect: "Deny" }, false],
  ])("%s", (_, change, expected) => {
    const { policy, statement } = read({ ...base, ...change });
    expect(isPublicInvoke(statement, policy)).toBe(expected);
  });

  it.each<[string, object, boolean]>([
    ["by everyone", {}, false],
    ["by everyone, in a wider action", { Action: "lambda:*" }, false],
    ["by everyone on a condition", { Condition: { Bool: { "aws:SecureTransport": "false" } } }, true],
    ["by one account", { Principal: { AWS: "123456789012" } }, true],
    ["of another action", { Action: "lambda:InvokeFunctionUrl" }, true],
  ])("remains or not when denied %s", (_, change, expected) => {
    const { policy, statement } = read(base, { ...base, Effect: "Deny", ...change });
    expect(isPublicInvoke(statement, policy)).toBe(expected);
  });
});

describe("function URLs", () => {
  const url = { ...base, Action: "lambda:InvokeFunctionUrl" };
  const forAuth = (type: string) => ({ Condition: { StringEquals: { "lambda:FunctionUrlAuthType": type } } });
  it.each<[string, object, boolean]>([
    ["without a condition", {}, true],
    ["for AuthType NONE", forAuth("NONE"), true],
    ["for AuthType AWS_IAM, which a URL without authentication does not meet", forAuth("AWS_IAM"), false],
    ["for an organisation", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a" } } }, false],
    ["for one account", { Principal: { AWS: "123456789012" } }, false],
  ])("%s", (_, change, expected) => {
    const { policy, statement } = read({ ...url, ...change });
    expect(isPublicUrlInvoke(statement, policy)).toBe(expected);
    expect(belongsToFunctionUrl(statement)).toBe(true);
  });

  it("leaves a statement on both actions to the public policy rule too", () => {
    const { statement } = read({ ...base, Action: "lambda:Invoke*" });
    expect(belongsToFunctionUrl(statement)).toBe(false);
    expect(coversAction(statement, "lambda:InvokeFunctionUrl")).toBe(true);
  });
});

describe("sources and principals", () => {
  it.each<[object, string[]]>([
    [{ ArnLike: { "AWS:SourceArn": "arn:aws:s3:::b" } }, ["arn:aws:s3:::b"]],
    [{ StringEquals: { "aws:sourcearn": ["arn:aws:s3:::b", "arn:aws:s3:::c"] } }, ["arn:aws:s3:::b", "arn:aws:s3:::c"]],
    [{ ArnNotLike: { "aws:SourceArn": "arn:aws:s3:::b" } }, []],
    [{ StringEquals: { "aws:SourceAccount": "123456789012" } }, []],
  ])("%j", (Condition, arns) => {
    expect(sourceArnsOf(read({ ...base, Condition }).statement)).toEqual(arns);
  });

  it("names nobody for a Deny on everyone but a few", () => {
    const { statement } = read({
      ...base,
      Effect: "Deny",
      Principal: undefined,
      NotPrincipal: { AWS: "123456789012" },
    });
    expect(statementPrincipals(statement)).toEqual([]);
  });
});
