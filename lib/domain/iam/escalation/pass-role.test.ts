import { describe } from "vitest";
import {
  allow,
  anyRole,
  deny,
  estateOf,
  launch,
  noRoles,
  ownArn,
  pass,
  roleArn,
  runCases,
  strong,
  target,
  testAccountId,
  trustsLambda,
} from "./estate.fixture.ts";

describe("handing a role to a service", () => {
  const created = ["pass-role-lambda-create"];
  const withStrong = estateOf([strong]);
  const weak = estateOf([target("weak", [launch], trustsLambda)]);
  const others = Array.from({ length: 40 }, (_, at) => target(`r${at}`, [allow("s3:*")]));
  const trusted = Array.from({ length: 40 }, (_, at) => target(`weak${at}`, [launch], trustsLambda));
  const many = estateOf([...others, ...trusted, strong]);
  const onBucket = (bucket: string) => allow("s3:GetObject", `arn:aws:s3:::${bucket}/*`);
  runCases([
    ["any role", [launch, pass("*")], withStrong, created],
    ["every role by a wildcard", [launch, pass(anyRole)], withStrong, created],
    ["every role by any ARN", [launch, pass("arn:aws:*")], withStrong, created],
    ["that role", [launch, pass(strong.roleArn)], withStrong, created],
    ["roles of its name", [launch, pass(roleArn("str?ng"))], withStrong, created],
    [
      "all roles but others",
      [launch, { ...pass("*"), Resource: undefined, NotResource: roleArn("x") }],
      withStrong,
      created,
    ],
    ["all roles but that", [launch, { ...pass("*"), Resource: undefined, NotResource: roleArn("s*") }], withStrong, []],
    ["another role", [launch, pass(roleArn("other"))], withStrong, []],
    ["a role that is not known", [launch, pass(roleArn("other"))], noRoles, []],
    ["a role of another account", [launch, pass("arn:aws:iam::210987654321:role/*")], withStrong, []],
    ["itself", [launch, pass(ownArn)], estateOf([{ ...strong, roleArn: ownArn }]), []],
    [
      "a role of a service",
      [launch, pass("*")],
      estateOf([{ ...strong, roleArn: roleArn("aws-service-role/x/y") }]),
      [],
    ],
    ["a role with nothing that it lacks", [launch, pass("*")], weak, []],
    [
      "a role that reads another bucket",
      [launch, pass("*"), onBucket("a")],
      estateOf([target("b", [onBucket("b")], trustsLambda)]),
      created,
    ],
    [
      "a role that reads a part of its bucket",
      [launch, pass("*"), onBucket("a")],
      estateOf([target("b", [onBucket("a/b")], trustsLambda)]),
      [],
    ],
    [
      "a role that reads all buckets",
      [launch, pass("*"), onBucket("a")],
      estateOf([target("b", [allow("s3:GetObject")], trustsLambda)]),
      created,
    ],
    [
      "a role that keeps what it is denied itself",
      [launch, pass("*"), allow("s3:*"), deny("s3:GetObject", "arn:aws:s3:::secret/*")],
      estateOf([target("b", [onBucket("secret")], trustsLambda)]),
      created,
    ],
    [
      "a role that is denied the same",
      [launch, pass("*"), allow("s3:*"), deny("s3:GetObject", "arn:aws:s3:::secret/*")],
      estateOf([target("b", [allow("s3:*"), deny("s3:*", "arn:aws:s3:::secret/*")], trustsLambda)]),
      [],
    ],
    [
      "a role whose boundary leaves it nothing more",
      [launch, pass("*"), allow("s3:*")],
      estateOf([target("b", [allow("*")], trustsLambda, { boundary: [allow("s3:*", "arn:aws:s3:::a/*")] })]),
      [],
    ],
    [
      "a role whose boundary leaves it a bucket that this one reads too",
      [launch, pass("*"), onBucket("a")],
      estateOf([target("b", [allow("*")], trustsLambda, { boundary: [onBucket("a")] })]),
      [],
    ],
    [
      "a role whose boundary leaves it another bucket",
      [launch, pass("*"), onBucket("a")],
      estateOf([target("b", [allow("*")], trustsLambda, { boundary: [onBucket("b")] })]),
      created,
    ],
    [
      "a role that reads what is named after the same tag",
      [launch, pass("*"), onBucket(`\${aws:PrincipalTag/team}`)],
      estateOf([target("b", [onBucket(`\${aws:PrincipalTag/team}`)], trustsLambda)]),
      [],
    ],
    ["a role among many that trusts the service", [launch, pass([roleArn("r3"), roleArn("strong")])], many, created],
    ["a role among many that does not", [launch, pass([roleArn("r3"), roleArn("x*")])], many, []],
    ["any role but not that", [launch, pass("*"), deny("iam:PassRole", strong.roleArn)], withStrong, []],
    ["any role but not another", [launch, pass("*"), deny("iam:PassRole", roleArn("x"))], withStrong, created],
    ["roles that its boundary spares", [launch, pass("*")], withStrong, [], { boundary: [launch, pass(roleArn("x"))] }],
    ["roles that its boundary names", [launch, pass("*")], withStrong, created, { boundary: [launch, pass(anyRole)] }],
    ["without anything that runs it", [pass("*")], withStrong, []],
    ["with a launch that is denied", [launch, pass("*"), deny("lambda:*")], withStrong, []],
    [
      "with a launch of which all is denied",
      [
        allow("lambda:CreateFunction", "arn:aws:lambda:*:*:function:a-*"),
        pass("*"),
        deny("lambda:*", "arn:aws:lambda:*:*:function:a*"),
      ],
      withStrong,
      [],
    ],
    [
      "under a policy variable",
      [launch, pass(`arn:aws:iam::${testAccountId}:role/\${aws:PrincipalTag/role}`)],
      withStrong,
      [],
    ],
  ]);
});

describe("conditions on handing a role over", () => {
  const withStrong = estateOf([strong]);
  const created = ["pass-role-lambda-create"];
  const when = (operator: string, key: string, value: string | string[]) =>
    pass("*", { Condition: { [operator]: { [key]: value } } });
  const service = "iam:PassedToService";
  const forbid = (operator: string, value: string) =>
    deny("iam:PassRole", "*", { Condition: { [operator]: { [service]: value } } });
  runCases([
    ["the service", [launch, when("StringEquals", service, "lambda.amazonaws.com")], withStrong, created],
    [
      "the service in other letters",
      [launch, when("StringEqualsIfExists", "IAM:passedtoservice", ["ecs.amazonaws.com", "lambda.amazonaws.com"])],
      withStrong,
      created,
    ],
    [
      "a pattern of services",
      [launch, when("ForAnyValue:StringLike", service, "*.amazonaws.com")],
      withStrong,
      created,
    ],
    ["any service", [launch, when("Null", service, "false")], withStrong, created],
    ["no service", [launch, when("Null", service, "true")], withStrong, []],
    ["another service", [launch, when("StringEquals", service, "ec2.amazonaws.com")], withStrong, []],
    ["any other service", [launch, when("StringNotEquals", service, "lambda.amazonaws.com")], withStrong, []],
    [
      "a resource that the role goes to",
      [launch, when("ArnLike", "iam:AssociatedResourceArn", "arn:aws:lambda:*:*:function:a")],
      withStrong,
      [],
    ],
    [
      "the service and a tag",
      [
        launch,
        pass("*", { Condition: { StringEquals: { [service]: "lambda.amazonaws.com", "aws:ResourceTag/a": "b" } } }),
      ],
      withStrong,
      [],
    ],
    ["a Deny for the service", [launch, pass("*"), forbid("StringEquals", "lambda.amazonaws.com")], withStrong, []],
    ["a Deny for all but others", [launch, pass("*"), forbid("StringNotEquals", "ec2.amazonaws.com")], withStrong, []],
    [
      "a Deny for another service",
      [launch, pass("*"), forbid("StringEquals", "ec2.amazonaws.com")],
      withStrong,
      created,
    ],
    [
      "a Deny for whoever has a tag",
      [launch, pass("*"), deny("iam:*", "*", { Condition: { Null: { "aws:PrincipalTag/a": "false" } } })],
      withStrong,
      created,
    ],
    [
      "a Deny without a second factor",
      [launch, pass("*"), deny("iam:*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } })],
      withStrong,
      created,
    ],
    [
      "a boundary for the service",
      [launch, pass("*")],
      withStrong,
      created,
      { boundary: [launch, when("StringEquals", service, "lambda.amazonaws.com")] },
    ],
    [
      "a boundary for another",
      [launch, pass("*")],
      withStrong,
      [],
      { boundary: [launch, when("StringEquals", service, "ec2.amazonaws.com")] },
    ],
  ]);
});
