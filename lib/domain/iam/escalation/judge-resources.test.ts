import { describe, expect, it } from "vitest";
import {
  allow,
  anyRole,
  deny,
  escalating,
  estateOf,
  noRoles,
  ownArn,
  pathsBySet,
  roleArn,
  runCases,
  strong,
  type TestStatement,
  target,
  testAccountId,
} from "./estate.fixture.ts";

import type { Estate } from "./estate.ts";

describe("functions and other things that exist", () => {
  const functionArn = (name: string) => `arn:aws:lambda:eu-west-1:${testAccountId}:function:${name}`;
  const update = (resource: string) => [allow("lambda:UpdateFunctionCode", resource)];
  const updated = ["lambda-update-code"];
  const runs = (...names: string[]) => estateOf([strong], { functionRoles: new Set(names.map(roleArn)) });
  const known = estateOf([strong], {
    functionRoles: new Set([strong.roleArn]),
    roleByFunction: new Map([
      [functionArn("app"), strong.roleArn],
      [functionArn("own"), ownArn],
    ]),
  });
  runCases([
    ["a function runs as a role with more", update("*"), runs("strong"), updated],
    ["no function does", update("*"), runs("weak"), []],
    ["offline each role that trusts Lambda has one", update("*"), estateOf([strong]), updated],
    ["offline other roles have none", update("*"), estateOf([target("batch", [allow("s3:*")])]), []],
    [
      "functions run as roles with nothing more",
      [...update("*"), allow("s3:*"), allow("dynamodb:*")],
      runs("strong"),
      [],
    ],
    ["functions run as itself", update("*"), estateOf([{ ...strong, roleArn: ownArn }]), []],
    ["that function by name", update(functionArn("app")), known, updated],
    ["its own function by name", update(functionArn("own")), known, []],
    ["functions but that", [...update("*"), deny("lambda:*", functionArn("a*"))], known, []],
    [
      "all functions but others",
      [{ ...allow("lambda:UpdateFunctionCode"), Resource: undefined, NotResource: functionArn("own") }],
      known,
      updated,
    ],
    [
      "a role of AWS that it cannot widen",
      [allow("codebuild:StartBuild"), allow("iam:AttachRolePolicy", roleArn("aws-service-role/*"))],
      estateOf([target("aws-service-role/build", [], { trustedServices: ["codebuild.amazonaws.com"] })]),
      [],
    ],
    [
      "a role that it can widen",
      [allow("codebuild:StartBuild"), allow("iam:AttachRolePolicy", roleArn("build"))],
      estateOf([target("build", [], { trustedServices: ["codebuild.amazonaws.com"] })]),
      ["codebuild-start"],
    ],
    ["functions of another account", update("arn:aws:lambda:eu-west-1:210987654321:function:*"), runs("strong"), []],
    [
      "a build whose role could have more",
      [allow("codebuild:StartBuild")],
      estateOf([target("build", [allow("s3:*")], { trustedServices: ["codebuild.amazonaws.com"] })]),
      ["codebuild-start"],
    ],
    ["a build without such a role", [allow("codebuild:StartBuild")], estateOf([strong]), []],
    [
      "a build of another account",
      [allow("codebuild:StartBuild")],
      estateOf([{ ...strong, roleArn: "arn:aws:iam::210987654321:role/a", trustedServices: ["*"] }]),
      [],
    ],
  ]);

  it("is certain of functions and potential of the rest", () => {
    const potential = (statements: TestStatement[], estate: Estate) =>
      [...pathsBySet(escalating(statements), estate).values()].map((path) => path.potential);
    expect(potential(update("*"), runs("strong"))).toEqual([false]);
    expect(potential(update(`arn:aws:lambda:*:${testAccountId}:function:*`), runs("strong"))).toEqual([false]);
    expect(potential(update(functionArn("app")), known)).toEqual([false]);
    expect(potential(update(functionArn("app")), runs("strong"))).toEqual([true]);
    expect(potential([allow("codebuild:StartBuild")], estateOf([{ ...strong, trustedServices: ["*"] }]))).toEqual([
      true,
    ]);
  });
});

describe("writes on users, groups and permission sets", () => {
  const user = (name: string) => `arn:aws:iam::${testAccountId}:user/${name}`;
  runCases([
    ["keys of every user", [allow("iam:CreateAccessKey", "arn:aws:iam::*:user/*")], noRoles, ["iam-create-access-key"]],
    ["keys of one user", [allow("iam:CreateAccessKey", user("ci"))], noRoles, ["iam-create-access-key"]],
    ["keys of whoever calls, which is no user", [allow("iam:CreateAccessKey", user(`\${aws:username}`))], noRoles, []],
    ["keys of a role, which there are none of", [allow("iam:CreateAccessKey", anyRole)], noRoles, []],
    [
      "policies of a user whose keys it cannot make",
      [allow("iam:AttachUserPolicy", user("a")), allow("iam:CreateAccessKey", user("b"))],
      noRoles,
      ["iam-attach-user-policy", "iam-create-access-key"],
    ],
    [
      "keys of the users that its boundary names",
      [allow("iam:CreateAccessKey")],
      noRoles,
      ["iam-create-access-key"],
      { boundary: [allow("iam:*", user("a"))] },
    ],
    [
      "keys of no user that its boundary names",
      [allow("iam:CreateAccessKey", user("b"))],
      noRoles,
      [],
      { boundary: [allow("iam:*", user("a"))] },
    ],
    [
      "keys that its boundary leaves it of roles only",
      [allow("iam:CreateAccessKey")],
      noRoles,
      [],
      { boundary: [allow("iam:*", anyRole)] },
    ],
    ["everything but users", [allow("iam:CreateAccessKey"), deny("iam:*", "arn:aws:iam::*:user/*")], noRoles, []],
    ["everything already", [allow("*")], noRoles, []],
  ]);

  it("is proved by the statements that reach a user", () => {
    const role = escalating([allow("iam:CreateAccessKey", anyRole), allow("iam:CreateAccessKey")]);
    const [step] = pathsBySet(role, noRoles).get("iam-create-access-key")?.steps ?? [];
    expect(step?.proofs.map(({ resources }) => resources)).toEqual([["*"]]);
  });

  it("is certain only of the credentials of every user", () => {
    const potential = (...statements: TestStatement[]) =>
      [...pathsBySet(escalating(statements), noRoles).values()].map((path) => path.potential);
    expect(potential(allow("iam:CreateAccessKey"))).toEqual([false]);
    expect(potential(allow("iam:CreateAccessKey", user("ci")))).toEqual([true]);
    expect(potential(allow("iam:AddUserToGroup"))).toEqual([true]);
  });
});
