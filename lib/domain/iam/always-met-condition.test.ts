import { describe, expect, it } from "vitest";
import { isAlwaysMet } from "./always-met-condition.ts";

describe("isAlwaysMet", () => {
  it.each<[string, string, string[], boolean]>([
    ["Bool", "aws:SecureTransport", ["true"], true],
    ["BoolIfExists", "AWS:securetransport", ["True"], true],
    ["Bool", "aws:SecureTransport", ["false"], false],
    ["Bool", "aws:SecureTransport", ["true", "false"], false],
    ["Bool", "aws:SecureTransport", [], false],
    ["Bool", "aws:MultiFactorAuthPresent", ["true"], false],
    ["Bool", "aws:PrincipalIsAWSService", ["false"], true],
    ["Null", "aws:SecureTransport", ["false"], true],
    ["Null", "aws:PrincipalTag/team", ["false"], false],
    ["NumericGreaterThanEquals", "s3:TlsVersion", ["1.2"], true],
    ["NumericGreaterThanEquals", "s3:TlsVersion", ["1.3"], false],
    ["NumericGreaterThan", "s3:TlsVersion", ["1.2"], false],
    ["NumericLessThan", "s3:TlsVersion", ["1.2"], false],
    ["StringLike", "aws:PrincipalArn", ["*"], true],
    ["StringLike", "aws:PrincipalTag/team", ["*"], false],
    ["StringLikeIfExists", "aws:PrincipalTag/team", ["*"], true],
    ["ForAllValues:StringLike", "aws:TagKeys", ["*"], true],
    ["ForAnyValue:StringLike", "aws:TagKeys", ["*"], false],
    ["StringNotLike", "aws:PrincipalArn", ["*"], false],
    ["StringEquals", "aws:PrincipalArn", ["*"], false],
    ["IpAddress", "aws:SourceIp", ["0.0.0.0/0"], true],
    ["IpAddress", "aws:SourceIp", ["10.0.0.0/8"], false],
    ["StringEquals", "aws:PrincipalOrgID", ["o-abc"], false],
    ["StringEquals", "iam:PassedToService", ["lambda.amazonaws.com"], false],
  ])("%s %s %j", (operator, key, values, expected) => {
    expect(isAlwaysMet({ operator, key, values })).toBe(expected);
  });
});
