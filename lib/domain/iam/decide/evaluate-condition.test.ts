import { describe, expect, it } from "vitest";
import type { PolicyVersion } from "#lib/domain/iam/policy-document.ts";
import { evaluateCondition } from "./evaluate-condition.ts";
import { requestContext } from "./request-context.ts";

const roleArn = "arn:aws:iam::123456789012:role/r";
type Told = Readonly<Record<string, string | readonly string[]>>;

function evaluate(operator: string, key: string, values: string[], told: Told, version: PolicyVersion = "2012-10-17") {
  return evaluateCondition({ operator, key, values }, version, requestContext(roleArn, "*", told));
}

describe("operators on a key with one value", () => {
  it.each<[string, string, string[], "yes" | "no"]>([
    ["StringEquals", "a", ["a"], "yes"],
    ["StringEquals", "A", ["a"], "no"],
    ["StringEquals", "b", ["a", "b"], "yes"],
    ["StringEquals", "ab", ["a*"], "no"],
    ["StringEquals", "a*", ["a*"], "yes"],
    ["StringNotEquals", "a", ["a", "b"], "no"],
    ["StringNotEquals", "c", ["a", "b"], "yes"],
    ["StringEqualsIgnoreCase", "Team", ["tEAM"], "yes"],
    ["StringNotEqualsIgnoreCase", "Team", ["tEAM"], "no"],
    ["StringLike", "alpha/beta", ["al*a"], "yes"],
    ["StringLike", "alpha", ["alph?"], "yes"],
    ["StringLike", "alph", ["alph?"], "no"],
    ["StringLike", "Alpha", ["a*"], "no"],
    ["StringNotLike", "alpha", ["a*", "b*"], "no"],
    ["StringNotLike", "gamma", ["a*", "b*"], "yes"],
    ["NumericEquals", "10", ["10.0"], "yes"],
    ["NumericNotEquals", "10", ["10"], "no"],
    ["NumericLessThan", "9", ["10"], "yes"],
    ["NumericLessThan", "10", ["10"], "no"],
    ["NumericLessThanEquals", "10", ["10"], "yes"],
    ["NumericGreaterThan", "11", ["10"], "yes"],
    ["NumericGreaterThan", "10", ["10"], "no"],
    ["NumericGreaterThanEquals", "10", ["10", "99"], "yes"],
    ["NumericLessThan", "many", ["10"], "no"],
    ["DateEquals", "2026-04-01T00:00:00Z", ["2026-04-01"], "yes"],
    ["DateEquals", "1774998000", ["2026-03-31T23:00:00Z"], "yes"],
    ["DateNotEquals", "2026-04-01T00:00:00Z", ["2026-04-01T02:00:00+02:00"], "no"],
    ["DateLessThan", "2026-04-01T00:00:00Z", ["2026-04-01T00:00:01"], "yes"],
    ["DateLessThanEquals", "2026-04-01T00:00:00Z", ["2026-04-01T00:00:00Z"], "yes"],
    ["DateGreaterThan", "2026-04-01T00:00:00Z", ["2026-04-01T00:00:00Z"], "no"],
    ["DateGreaterThanEquals", "2026-04-01T00:00:00Z", ["2026"], "yes"],
    ["DateLessThan", "someday", ["2026-04-01"], "no"],
    ["Bool", "TRUE", ["true"], "yes"],
    ["Bool", "false", ["true"], "no"],
    ["Bool", "false", ["true", "false"], "yes"],
    ["BinaryEquals", "QmluYXJ5", ["QmluYXJ5"], "yes"],
    ["BinaryEquals", "QmluYXJ5", ["qmluyxj5"], "no"],
    ["IpAddress", "10.1.2.3", ["192.168.0.0/16", "10.0.0.0/8"], "yes"],
    ["IpAddress", "2001:db8::1", ["2001:db8::/32"], "yes"],
    ["NotIpAddress", "10.1.2.3", ["10.0.0.0/8"], "no"],
    ["NotIpAddress", "2001:db9::1", ["2001:db8::/32"], "yes"],
    ["ArnEquals", "arn:aws:sns:eu-west-1:111122223333:t", ["arn:aws:sns:*:111122223333:t"], "yes"],
    ["ArnLike", "arn:aws:sns:eu-west-1:111122223333:t:s", ["arn:aws:sns:*:t:s"], "no"],
    ["ArnLike", "arn:aws:sns:eu-west-1:111122223333:t", ["arn:aws:sns:*:t"], "no"],
    ["ArnLike", "arn:aws:sns:eu-west-1:111122223333:t", ["arn:aws:sns:*"], "yes"],
    ["ArnLike", "arn:aws:sns", ["arn:aws:sns:*:*:*"], "no"],
    ["ArnLike", "arn:aws:s3:::a:b/c", ["arn:aws:s3:::a*c"], "yes"],
    ["ArnLike", "arn:aws:sns:eu-west-1:111122223333:t", ["*"], "yes"],
    ["ArnNotEquals", "arn:aws:s3:::a", ["arn:aws:s3:::a"], "no"],
    ["ArnNotLike", "arn:aws:s3:::b", ["arn:aws:s3:::a*"], "yes"],
    ["stringequals", "a", ["a"], "yes"],
  ])("%s %j on %j: %s", (operator, value, wanted, expected) => {
    expect(evaluate(operator, "x:key", wanted, { "X:Key": value })).toBe(expected);
  });
});

describe("a key that is absent, or of which nothing is known", () => {
  const absent: Told = { "x:key": [] };
  it.each<[string, string[], "yes" | "no", "yes" | "no" | "unknown"]>([
    ["StringEquals", ["a"], "no", "unknown"],
    ["StringNotEquals", ["a"], "yes", "unknown"],
    ["StringEqualsIfExists", ["a"], "yes", "unknown"],
    ["StringLikeIfExists", ["*"], "yes", "yes"],
    ["StringLike", ["*"], "no", "unknown"],
    ["StringNotLike", ["*"], "yes", "unknown"],
    ["NumericLessThan", ["1"], "no", "unknown"],
    ["DateGreaterThan", ["2026-01-01"], "no", "unknown"],
    ["Bool", ["true"], "no", "unknown"],
    ["BoolIfExists", ["true"], "yes", "unknown"],
    ["IpAddress", ["10.0.0.0/8"], "no", "unknown"],
    ["NotIpAddress", ["10.0.0.0/8"], "yes", "unknown"],
    ["ArnLike", ["arn:aws:s3:::a"], "no", "unknown"],
    ["ArnNotLike", ["arn:aws:s3:::a"], "yes", "unknown"],
    ["ForAllValues:StringEquals", ["a"], "yes", "unknown"],
    ["ForAllValues:StringLike", ["*"], "yes", "yes"],
    ["ForAnyValue:StringEquals", ["a"], "no", "unknown"],
    ["ForAnyValue:StringNotEquals", ["a"], "no", "unknown"],
    ["ForAnyValue:StringEqualsIfExists", ["a"], "yes", "unknown"],
    ["StringEquals", [], "no", "no"],
    ["Null", ["true"], "yes", "unknown"],
    ["Null", ["false"], "no", "unknown"],
    ["Null", ["true", "false"], "yes", "yes"],
  ])("%s %j: %s when absent, %s when unknown", (operator, values, whenAbsent, whenUnknown) => {
    expect(evaluate(operator, "x:key", values, absent)).toBe(whenAbsent);
    expect(evaluate(operator, "x:key", values, {})).toBe(whenUnknown);
  });

  it("knows that a key is there which every call has, whatever its value", () => {
    expect(evaluate("Null", "aws:CurrentTime", ["false"], {})).toBe("yes");
    expect(evaluate("StringLike", "aws:userid", ["*"], {})).toBe("yes");
    expect(evaluate("StringEqualsIfExists", "aws:userid", [], {})).toBe("no");
  });

  it("does not know an operator that AWS does not have", () => {
    expect(evaluate("StringSounds", "x:key", ["a"], { "x:key": "a" })).toBe("unknown");
  });
});

describe("keys with several values", () => {
  const tags: Told = { "aws:TagKeys": ["team", "stage"] };
  it.each<[string, string[], "yes" | "no"]>([
    ["ForAllValues:StringEquals", ["team", "stage", "cost"], "yes"],
    ["ForAllValues:StringEquals", ["team"], "no"],
    ["ForAnyValue:StringEquals", ["team"], "yes"],
    ["ForAnyValue:StringEquals", ["cost"], "no"],
    ["ForAllValues:StringNotEquals", ["cost"], "yes"],
    ["ForAllValues:StringNotEquals", ["team"], "no"],
    ["ForAnyValue:StringNotEquals", ["team"], "yes"],
    ["ForAnyValue:StringNotEquals", ["team", "stage"], "no"],
    ["ForAllValues:StringLike", ["*t*"], "yes"],
    ["foranyvalue:stringlike", ["te?m"], "yes"],
    ["StringEquals", ["stage"], "yes"],
    ["StringNotEquals", ["stage"], "no"],
    ["Null", ["false"], "yes"],
  ])("%s %j: %s", (operator, wanted, expected) => {
    expect(evaluate(operator, "aws:tagkeys", wanted, tags)).toBe(expected);
  });
});

describe("policy variables in values", () => {
  const told: Told = { "aws:ResourceTag/team": "a*", "aws:PrincipalTag/team": "a*", "aws:PrincipalTag/none": [] };
  const evaluateTag = (operator: string, value: string, version?: PolicyVersion) =>
    evaluate(operator, "aws:ResourceTag/team", [value], told, version);

  it.each<[string, string, "yes" | "no" | "unknown"]>([
    ["StringEquals", `\${aws:PrincipalTag/team}`, "yes"],
    ["StringLike", `\${aws:principaltag/TEAM}`, "yes"],
    ["StringEquals", `\${aws:PrincipalTag/other}`, "unknown"],
    ["StringEquals", `b\${aws:PrincipalTag/other}`, "no"],
    ["StringNotEquals", `\${aws:PrincipalTag/other}`, "unknown"],
    ["StringNotEquals", `b\${aws:PrincipalTag/other}`, "yes"],
    ["StringEquals", `\${aws:PrincipalTag/none}`, "no"],
    ["StringEquals", `\${aws:PrincipalTag/none, 'a*'}`, "yes"],
    ["StringLike", `\${aws:PrincipalTag/none, 'a*'}`, "yes"],
    ["StringEquals", `\${aws:PrincipalTag/team, 'b'}`, "yes"],
    ["StringLike", `a\${*}`, "yes"],
    ["StringLike", `a\${?}`, "no"],
    ["StringLike", `\${$}*`, "no"],
    ["StringEquals", `\${aws:username}`, "no"],
  ])("%s %s: %s", (operator, value, expected) => {
    expect(evaluateTag(operator, value)).toBe(expected);
  });

  it("takes a wildcard in the value of a variable for a plain character", () => {
    const values = [`\${aws:PrincipalTag/team}`];
    const other: Told = { ...told, "aws:ResourceTag/team": "abc" };
    expect(evaluate("StringLike", "aws:ResourceTag/team", values, other)).toBe("no");
  });

  it("has none in version 2008-10-17", () => {
    expect(evaluateTag("StringEquals", `\${aws:PrincipalTag/team}`, "2008-10-17")).toBe("no");
    const told2008: Told = { "x:key": `\${aws:username}` };
    expect(evaluate("StringEquals", "x:key", [`\${aws:username}`], told2008, "2008-10-17")).toBe("yes");
  });
});
