import { describe, expect, it } from "vitest";
import { parseTrustPolicy, trustsLambda } from "./trust-policy.ts";

const lambda = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };

describe("trustsLambda", () => {
  it.each<[string, object[], boolean]>([
    ["the normal execution role", [lambda], true],
    [
      "one service of several",
      [{ ...lambda, Principal: { Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] } }],
      true,
    ],
    ["a condition", [{ ...lambda, Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }], true],
    ["a wildcard action", [{ ...lambda, Action: "STS:*" }], true],
    ["another service", [{ ...lambda, Principal: { Service: "edgelambda.amazonaws.com" } }], false],
    ["another action", [{ ...lambda, Action: "sts:TagSession" }], false],
    ["an account", [{ ...lambda, Principal: { AWS: "123456789012" } }], false],
    ["a Deny that takes it away", [lambda, { ...lambda, Effect: "Deny" }], false],
    ["nothing", [], false],
  ])("%s", (_, Statement, expected) => {
    const policy = parseTrustPolicy(encodeURIComponent(JSON.stringify({ Version: "2012-10-17", Statement })));
    expect(policy.kind === "policy" && trustsLambda(policy)).toBe(expected);
  });
});
