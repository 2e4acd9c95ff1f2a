import { describe, expect, it } from "vitest";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { judgeFunctionAccess } from "#lib/domain/iam/function-access/judge-function-access.ts";
import { type AccessFinding, accessView } from "./function-access.ts";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:f";
const stranger = "888800001111";
const known = <T>(value: T): Fact<T> => ({ state: "known", value, observedAt: new Date(0) });
const allow = (Sid: string, Principal: Json, more: Record<string, Json> = {}): Json => ({
  Sid,
  Effect: "Allow",
  Principal,
  Action: "lambda:InvokeFunction",
  Resource: arn,
  ...more,
});
const source = (key: string, value: string) => ({ Condition: { StringEquals: { [key]: value } } });

function rowsOf(statements: readonly Json[], findings: readonly AccessFinding[] = []) {
  const access = judgeFunctionAccess({
    functionArn: arn,
    policies: known({ "": { Version: "2012-10-17", Statement: statements } }),
    aliases: known([]),
    versions: known([]),
    urls: known([]),
    knownAccounts: new Set(["111122223333", "222233334444"]),
    organisationId: null,
  });
  const accountNames = new Map([["222233334444", "payments"]]);
  return accessView(access, { functionArn: arn, accountNames, findings }).qualifiers[0]?.rows ?? expect.fail("no rows");
}

describe("rows", () => {
  it.each<[Json, string, string, string]>([
    [allow("a", "*"), "Anyone", "public", "Public"],
    [allow("a", "*", { Action: "lambda:GetFunction" }), "Anyone", "stranger", "Public code"],
    [
      allow("a", "*", { Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } }),
      "Anyone",
      "noted",
      "Through its URL only",
    ],
    [allow("a", "*", source("aws:SourceVpc", "vpc-1")), "Anyone", "noted", "Public under conditions"],
    [
      allow("a", "*", source("aws:PrincipalOrgID", "o-1")),
      "Every account of organisation o-1",
      "noted",
      "Whole organisation",
    ],
    [allow("a", { AWS: "111122223333" }), "Account 111122223333", "meant", "This account"],
    [allow("a", { AWS: "222233334444" }), "Account 222233334444 (payments)", "meant", "This organisation"],
    [
      allow("a", { AWS: `arn:aws:iam::${stranger}:role/r` }),
      `One identity of account ${stranger}`,
      "stranger",
      "Foreign account",
    ],
    [allow("a", { Service: "sns.amazonaws.com" }), "sns", "stranger", "Service, any source"],
    [allow("a", { Service: "alexa-appkit.amazonaws.com" }), "alexa-appkit", "noted", "Service, tells no source"],
    [
      allow("a", { Service: "sns.amazonaws.com" }, source("aws:SourceAccount", "111122223333")),
      "sns, for account 111122223333",
      "meant",
      "Service, its source named",
    ],
    [
      allow("a", { Service: "sns.amazonaws.com" }, source("aws:SourceAccount", stranger)),
      `sns, for account ${stranger}`,
      "noted",
      "Service, foreign source",
    ],
  ])("%#", (statement, who, tone, label) => {
    expect(rowsOf([statement])).toMatchObject([{ who, judged: { tone, label }, sid: "a" }]);
  });

  it("join the rights that one statement gives alike, and part those that a Deny takes", () => {
    const all = allow("all", { AWS: stranger }, { Action: "lambda:*" });
    expect(rowsOf([all]).map(({ rights }) => rights)).toEqual([["invoke", "invokeUrl", "change", "read"]]);
    const kept = { ...(allow("kept", "*", { Action: "lambda:GetFunction" }) as object), Effect: "Deny" };
    expect(rowsOf([all, kept]).map(({ rights, judged }) => [rights, judged.tone])).toEqual([
      [["invoke", "invokeUrl", "change"], "stranger"],
      [["read"], "out"],
    ]);
  });

  it("lead to the finding that shows their statement, where it speaks of them", () => {
    const statement = allow("both", { AWS: [stranger, "222233334444"], Service: "sns.amazonaws.com" });
    const finding = (rule: string, value: Json = statement, at = arn) => ({ rule, evidence: [{ source: at, value }] });
    const rows = rowsOf(
      [statement],
      [
        finding("function-policy-foreign-account"),
        finding("function-service-unlimited"),
        finding("function-policy-public", allow("other", "*")),
        finding("function-layer-foreign", statement),
      ],
    );
    expect(rows.map(({ who, rules }) => [who, rules])).toEqual([
      [`Account ${stranger}`, ["function-policy-foreign-account"]],
      ["Account 222233334444 (payments)", []],
      ["sns", ["function-service-unlimited"]],
    ]);
    const elsewhere = [finding("function-service-unlimited", statement, `${arn}:live`)];
    expect(rowsOf([statement], elsewhere).flatMap(({ rules }) => rules)).toEqual([]);
  });
});
