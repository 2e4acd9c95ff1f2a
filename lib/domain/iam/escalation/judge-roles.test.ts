import { describe, expect, it } from "vitest";
import {
  allow,
  anyRole,
  escalating,
  estateOf,
  launch,
  noRoles,
  ownArn,
  pass,
  pathsBySet,
  policyArn,
  rightsOf,
  roleArn,
  runCases,
  strong,
  type TestCuts,
  type TestStatement,
  target,
  testAccountId,
  trustsLambda,
} from "./estate.fixture.ts";

describe("writes on roles and policies", () => {
  const attached = [policyArn("own")];
  const attach = (resource: string) => [allow("iam:AttachRolePolicy", resource)];
  const assumable = estateOf([target("weak", [], { trustedPrincipals: [ownArn] })]);
  const unassumable = estateOf([target("weak", [])]);
  runCases([
    ["its own role", attach(ownArn), noRoles, ["iam-attach-role-policy"]],
    ["every role by a wildcard", attach(anyRole), noRoles, ["iam-attach-role-policy"]],
    ["another role", attach(roleArn("weak")), assumable, []],
    [
      "another role that it can assume",
      [...attach(roleArn("weak")), allow("sts:AssumeRole")],
      assumable,
      ["iam-attach-role-policy-assume"],
    ],
    ["another role that it cannot assume", [...attach(roleArn("weak")), allow("sts:AssumeRole")], unassumable, []],
    [
      "another role that it can pass",
      [...attach(roleArn("weak")), launch, pass("*")],
      estateOf([target("weak", [], trustsLambda)]),
      ["pass-role-lambda-create"],
    ],
    [
      "its own role, but only one policy",
      [allow("iam:AttachRolePolicy", ownArn, { Condition: { ArnEquals: { "iam:PolicyARN": "x" } } })],
      noRoles,
      [],
    ],
    [
      "its own role in a boundary that leaves more",
      attach(ownArn),
      noRoles,
      ["iam-attach-role-policy"],
      { boundary: [allow(["iam:AttachRolePolicy", "s3:*"])] },
    ],
    [
      "its own role in a boundary that leaves no more",
      [allow("iam:AttachRolePolicy")],
      noRoles,
      [],
      { boundary: [allow("iam:AttachRolePolicy")] },
    ],
    [
      "its own policy",
      [allow("iam:CreatePolicyVersion", policyArn("own"))],
      noRoles,
      ["iam-create-policy-version"],
      { attached },
    ],
    ["another policy", [allow("iam:CreatePolicyVersion", policyArn("other"))], noRoles, [], { attached }],
    [
      "any policy",
      [allow("iam:CreatePolicyVersion", "arn:aws:iam::*:policy/*")],
      noRoles,
      ["iam-create-policy-version"],
    ],
    [
      "a policy of AWS",
      [allow("iam:CreatePolicyVersion", "arn:aws:iam::aws:policy/*")],
      noRoles,
      [],
      { attached: ["arn:aws:iam::aws:policy/a"] },
    ],
    [
      "a policy of a role that it can assume",
      [allow("iam:CreatePolicyVersion", policyArn("theirs")), allow(["sts:AssumeRole", "logs:PutLogEvents"])],
      estateOf([target("weak", [], { trustedPrincipals: [testAccountId] }, { attached: [policyArn("theirs")] })]),
      ["iam-create-policy-version-assume"],
    ],
    [
      "the trust of a role with more",
      [allow("iam:UpdateAssumeRolePolicy", strong.roleArn)],
      estateOf([strong]),
      ["iam-update-trust"],
    ],
    [
      "the trust of a role with nothing",
      [allow("iam:UpdateAssumeRolePolicy", "*")],
      estateOf([target("none", [])]),
      [],
    ],
    [
      "the trust of a role of a service",
      [allow("iam:UpdateAssumeRolePolicy")],
      estateOf([{ ...strong, roleArn: roleArn("aws-service-role/a") }]),
      [],
    ],
    [
      "its own boundary",
      [allow(["iam:DeleteRolePermissionsBoundary", "sts:AssumeRole", "s3:*"], "*")],
      noRoles,
      ["iam-delete-role-boundary-assume"],
      { boundary: [allow(["iam:*", "sts:*"])] },
    ],
    ["everything already", [allow("*")], estateOf([strong]), []],
  ]);

  it("marks what an earlier version or somebody else's policy would give as potential", () => {
    const potentialOf = (statements: TestStatement[], cuts: TestCuts = {}) =>
      [...pathsBySet(escalating(statements, cuts), noRoles).values()].map(({ potential }) => potential);
    expect(potentialOf([allow("iam:CreatePolicyVersion")], { attached })).toEqual([false]);
    expect(potentialOf([allow("iam:SetDefaultPolicyVersion")], { attached })).toEqual([true]);
    expect(potentialOf([allow("iam:CreatePolicyVersion")])).toEqual([true]);
  });
});

describe("taking another role", () => {
  const foreign = "arn:aws:iam::210987654321:role";
  const assume = [allow("sts:AssumeRole", strong.roleArn)];
  const trusting = (...trustedPrincipals: string[]) => estateOf([{ ...strong, trustedPrincipals }]);
  const taken = ["sts-assume-role"];
  runCases([
    ["that trusts it", assume, trusting(ownArn), taken],
    ["that trusts its account", assume, trusting(`arn:aws:iam::${testAccountId}:root`), taken],
    ["that trusts a session of it", assume, trusting(`arn:aws:sts::${testAccountId}:assumed-role/own/x`), taken],
    ["that trusts another role", assume, trusting(roleArn("other")), []],
    ["that trusts nobody", assume, trusting(), []],
    [
      "that it could widen if it were of its account",
      [allow("iam:AttachRolePolicy", `${foreign}/*`), allow("sts:AssumeRole")],
      estateOf([{ ...strong, roleArn: `${foreign}/a`, trustedPrincipals: [testAccountId] }]),
      taken,
    ],
    [
      "that has no boundary to take off",
      [allow("iam:DeleteRolePermissionsBoundary", strong.roleArn), allow("sts:AssumeRole")],
      trusting(ownArn),
      taken,
    ],
    [
      "of another account with the same rights there",
      [allow("sts:AssumeRole"), allow("s3:*")],
      estateOf([
        {
          roleArn: `${foreign}/a`,
          trustedServices: [],
          trustedPrincipals: [ownArn],
          rights: { ...rightsOf([allow("s3:*")]), home: { partition: "aws", accountId: "210987654321" } },
        },
      ]),
      taken,
    ],
    [
      "of its account with the same rights",
      [allow("sts:AssumeRole"), allow("s3:*")],
      estateOf([target("a", [allow("s3:*")], { trustedPrincipals: [ownArn] })]),
      [],
    ],
    ["that it may not assume", [allow("sts:AssumeRole", roleArn("other"))], trusting(ownArn), []],
    [
      "of another account",
      [allow("sts:AssumeRole")],
      estateOf([{ ...strong, roleArn: "arn:aws:iam::210987654321:role/a", trustedPrincipals: [testAccountId] }]),
      taken,
    ],
  ]);

  it("is potential where the trust is not known", () => {
    const { trustedPrincipals: _, ...unknown } = strong;
    expect(pathsBySet(escalating(assume), estateOf([unknown])).get("sts-assume-role")?.potential).toBe(true);
    expect(pathsBySet(escalating(assume), trusting(ownArn)).get("sts-assume-role")?.potential).toBe(false);
  });
});
