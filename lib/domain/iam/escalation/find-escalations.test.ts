import { describe, expect, it } from "vitest";
import { escalationVerdict } from "./escalation-path.ts";
import {
  allBut,
  allow,
  anyRole,
  escalating,
  estateOf,
  launch,
  pass,
  pathsBySet,
  roleArn,
  strong,
  target,
  trustsLambda,
} from "./estate.fixture.ts";

describe("what a path tells", () => {
  it("begins with the write that makes the role worth having", () => {
    const weak = target("weak", [], trustsLambda);
    const statements = [launch, pass("*"), allow("iam:PutRolePolicy", weak.roleArn)];
    const path = pathsBySet(escalating(statements), estateOf([weak])).get("pass-role-lambda-create");
    expect(path?.steps.map(({ action, resources }) => [action, resources])).toEqual([
      ["iam:PutRolePolicy", [weak.roleArn]],
      ["iam:PassRole", [weak.roleArn]],
      ["lambda:CreateFunction", ["*"]],
    ]);
  });

  it("names the strongest roles first, three at most, and the statements", () => {
    const roles = ["a", "b", "c", "d"].map((name, at) =>
      target(name, [allow(["s3:*", "dynamodb:*", "sqs:*", "kms:*"].slice(0, at + 1))], trustsLambda),
    );
    const statements = [launch, pass([anyRole, roleArn("d")])];
    const path = pathsBySet(escalating(statements), estateOf(roles)).get("pass-role-lambda-create");
    expect(path).toEqual({
      id: "pass-role-lambda-create",
      title: "Run its own code in a new function",
      steps: [
        {
          action: "iam:PassRole",
          resources: ["d", "c", "b"].map(roleArn),
          proofs: [
            {
              source: "inline:own",
              statement: statements[1],
              actions: ["iam:PassRole"],
              resources: [anyRole, roleArn("d")],
            },
          ],
        },
        {
          action: "lambda:CreateFunction",
          resources: ["*"],
          proofs: [{ source: "inline:own", statement: launch, actions: ["lambda:CreateFunction"], resources: ["*"] }],
        },
      ],
      gains: ["d", "c", "b"].map(roleArn),
      potential: false,
      viaRole: roleArn("d"),
    });
  });

  it("escalates by being an admin, or by a path", () => {
    const paths = [...pathsBySet(escalating([allBut("s3:*")]), estateOf([strong])).values()];
    expect([escalationVerdict(true, []), escalationVerdict(false, paths), escalationVerdict(false, [])]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
