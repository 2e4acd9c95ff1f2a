import { describe, expect, it } from "vitest";
import type { RuleResult } from "#lib/domain/findings/finding.ts";
import type { FunctionSubject } from "#lib/domain/findings/subjects.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { functionLayerForeign } from "./function-layer-foreign.ts";
import { functionPolicyForeignAccount } from "./function-policy-foreign-account.ts";
import { functionPolicyPublic } from "./function-policy-public.ts";
import { functionServiceUnlimited } from "./function-service-unlimited.ts";

const now = new Date("2026-11-21T12:00:00Z");
const known = <T>(value: T): Fact<T> => ({ state: "known", value, observedAt: now });
const denied = { state: "denied", reason: "Denied.", since: now } as const;
const own = "111122223333";
const sibling = "222233334444";
const stranger = "888800001111";
const arn = `arn:aws:lambda:eu-west-1:${own}:function:f`;

const base: FunctionSubject = {
  function: { arn, runtime: "nodejs24.x", packageType: "Zip", vpc: null, deadLetterTargetArn: null, layerArns: [] },
  policies: known({}),
  aliases: known([]),
  urls: known([]),
  triggers: { triggers: [], unknown: [] },
  subnets: known([]),
  knownAccounts: new Set([own, sibling]),
  now,
};
const allow = (more: Record<string, Json>): Json => ({
  Effect: "Allow",
  Action: "lambda:InvokeFunction",
  Resource: arn,
  ...more,
});
const deny = (more: Record<string, Json>): Json => ({ ...(allow(more) as object), Effect: "Deny" });
const when = (operator: string, key: string, value: Json) => ({ Condition: { [operator]: { [key]: value } } });
const withPolicy = (...Statement: Json[]): FunctionSubject => ({
  ...base,
  policies: known({ "": { Version: "2012-10-17", Statement } }),
});
/** `pass`, or the severity of the finding. */
const said = (result: RuleResult, otherwise: string) =>
  result.kind === "evidence" ? (result.severity ?? otherwise) : result.kind;
const role = { AWS: `arn:aws:iam::${stranger}:role/caller` };

describe("function-policy-foreign-account", () => {
  it.each<[string, Json[], string]>([
    ["may invoke", [allow({ Principal: { AWS: stranger } })], "medium"],
    ["may invoke by its role", [allow({ Principal: role })], "medium"],
    ["may call its URL", [allow({ Principal: role, Action: "lambda:InvokeFunctionUrl" })], "medium"],
    ["may change its code", [allow({ Principal: role, Action: "lambda:UpdateFunctionCode" })], "high"],
    ["may change who may", [allow({ Principal: role, Action: "lambda:*Permission" })], "high"],
    ["may invoke and change", [allow({ Principal: role, Action: "lambda:*" })], "high"],
    ["may read its code", [allow({ Principal: role, Action: "lambda:GetFunction" })], "pass"],
    ["is its own", [allow({ Principal: { AWS: own } })], "pass"],
    ["is known", [allow({ Principal: { AWS: sibling } })], "pass"],
    [
      "is in the organisation",
      [allow({ Principal: role, ...when("StringEquals", "aws:PrincipalOrgID", "o-1") })],
      "pass",
    ],
    [
      "must come from a network",
      [allow({ Principal: role, ...when("IpAddress", "aws:SourceIp", "192.0.2.1/32") })],
      "medium",
    ],
    [
      "is everyone of an account",
      [allow({ Principal: "*", ...when("StringEquals", "aws:PrincipalAccount", stranger) })],
      "medium",
    ],
    ["is kept out", [allow({ Principal: role }), deny({ Principal: "*", Action: "lambda:*" })], "pass"],
    [
      "is kept from changing",
      [
        allow({ Principal: role, Action: "lambda:*" }),
        { Effect: "Deny", Principal: "*", NotAction: ["lambda:Invoke*", "lambda:Get*"], Resource: arn },
      ],
      "medium",
    ],
    ["is anyone who may invoke, which another rule says", [allow({ Principal: { AWS: ["*", stranger] } })], "pass"],
    ["is anyone who may change", [allow({ Principal: "*", Action: "lambda:UpdateFunctionCode" })], "high"],
    ["is an organisation", [allow({ Principal: "*", ...when("StringEquals", "aws:PrincipalOrgID", "o-1") })], "pass"],
    ["is a service", [allow({ Principal: { Service: "sns.amazonaws.com" } })], "pass"],
  ])("%s", (_, statements, expected) => {
    expect(said(functionPolicyForeignAccount.evaluate(withPolicy(...statements)), "high")).toBe(expected);
  });

  it("shows each statement once, of every qualifier, as it stands", () => {
    const both = allow({
      Sid: "both",
      Principal: role,
      Action: ["lambda:InvokeFunction", "lambda:UpdateFunctionCode"],
    });
    const alias = allow({ Sid: "alias", Principal: { AWS: [stranger, "888800002222"] }, Resource: `${arn}:live` });
    const policies = known({
      live: { Statement: alias },
      "": { Statement: [both, allow({ Principal: { AWS: own } })] },
    });
    expect(functionPolicyForeignAccount.evaluate({ ...base, policies })).toEqual({
      kind: "evidence",
      severity: "high",
      evidence: [
        { fact: "policy statement", source: arn, value: both },
        { fact: "policy statement", source: `${arn}:live`, value: alias },
      ],
    });
  });
});

describe("function-service-unlimited", () => {
  const sns = { Service: "sns.amazonaws.com" };

  it.each<[string, Json[], string]>([
    ["no condition", [allow({ Principal: sns })], "medium"],
    ["a service whose set-up stands in the way", [allow({ Principal: { Service: "config.amazonaws.com" } })], "low"],
    ["two of them", [allow({ Principal: { Service: ["config.amazonaws.com", "s3.amazonaws.com"] } })], "medium"],
    ["its account", [allow({ Principal: sns, ...when("StringEquals", "AWS:SourceAccount", own) })], "pass"],
    [
      "its topic",
      [allow({ Principal: sns, ...when("ArnLike", "aws:SourceArn", `arn:aws:sns:eu-west-1:${own}:t`) })],
      "pass",
    ],
    [
      "a topic of any account",
      [allow({ Principal: sns, ...when("ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:*:t") })],
      "medium",
    ],
    ["its organisation", [allow({ Principal: sns, ...when("StringEquals", "aws:SourceOrgID", "o-1") })], "pass"],
    ["if it says so", [allow({ Principal: sns, ...when("StringEqualsIfExists", "aws:SourceAccount", own) })], "medium"],
    [
      "by a Deny of others",
      [allow({ Principal: sns }), deny({ Principal: "*", ...when("StringNotEquals", "aws:SourceAccount", own) })],
      "pass",
    ],
    ["taken away", [allow({ Principal: sns }), deny({ Principal: "*" })], "pass"],
    ["a service that does not say for whom", [allow({ Principal: { Service: "alexa-appkit.amazonaws.com" } })], "pass"],
    ["to read only", [allow({ Principal: sns, Action: "lambda:GetFunction" })], "pass"],
    [
      "CloudFront to the URL",
      [allow({ Principal: { Service: "cloudfront.amazonaws.com" }, Action: "lambda:InvokeFunctionUrl" })],
      "medium",
    ],
  ])("%s", (_, statements, expected) => {
    expect(said(functionServiceUnlimited.evaluate(withPolicy(...statements)), "medium")).toBe(expected);
  });
});

describe("what is not known is no pass", () => {
  const found = allow({ Principal: role });
  const open = { Statement: [found, allow({ Principal: { Service: "s3.amazonaws.com" } })] };

  it.each([functionPolicyForeignAccount, functionServiceUnlimited])("$id", (rule) => {
    expect(rule.evaluate({ ...base, policies: denied })).toEqual({
      kind: "unknown",
      reason: "Resource policy: Denied.",
    });
    expect(rule.evaluate({ ...base, aliases: denied }).kind).toBe("unknown");
    expect(rule.evaluate({ ...base, policies: known({ "": "not a policy" }) }).kind).toBe("unknown");
    expect(rule.evaluate({ ...base, policies: known({ "": open }), aliases: denied }).kind).toBe("evidence");
    expect(rule.evaluate({ ...base, policies: known({ "": open, live: "not a policy" }) }).kind).toBe("evidence");
    expect(rule.evaluate(base)).toEqual({ kind: "pass" });
  });
});

describe("function-layer-foreign", () => {
  const layer = (account: string, name = "l") => `arn:aws:lambda:eu-west-1:${account}:layer:${name}:7`;
  const judge = (layerArns: string[], packageType = "Zip") =>
    functionLayerForeign.evaluate({ ...base, function: { ...base.function, layerArns, packageType } });

  it("names the layers of strangers, in the order in which they load", () => {
    const layerArns = [layer(own), layer(stranger, "z"), layer("580247275435"), layer("888800002222", "a")];
    expect(judge(layerArns)).toEqual({
      kind: "evidence",
      evidence: [{ fact: "layers", source: arn, value: [layer(stranger, "z"), layer("888800002222", "a")] }],
    });
  });

  it("passes what is the fleet's own, AWS's or a listed publisher's", () => {
    expect(judge([])).toEqual({ kind: "pass" });
    expect(judge([layer(own), layer(sibling), layer("017000801446"), layer("464622532012")])).toEqual({ kind: "pass" });
  });

  it("does not know whose a broken ARN is, and has none to judge in an image", () => {
    expect(judge(["layer"]).kind).toBe("unknown");
    expect(judge(["layer", layer(stranger)]).kind).toBe("evidence");
    expect(judge([], "Image").kind).toBe("notApplicable");
  });
});

it("a public statement stays with function-policy-public alone", () => {
  const subject = withPolicy(allow({ Principal: "*", Action: "lambda:*" }));
  expect(functionPolicyPublic.evaluate(subject).kind).toBe("evidence");
  expect(functionPolicyForeignAccount.evaluate(subject).kind).toBe("pass");
});
