import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allow,
  escalating,
  estateOf,
  ownArn,
  pathsBySet,
  policyArn,
  roleArn,
  setIds,
  type TestStatement,
  target,
} from "./estate.fixture.ts";

const action = fc.constantFrom(
  "iam:*",
  "iam:PassRole",
  "IAM:passrole",
  "iam:*Policy",
  "iam:Put*",
  "iam:CreateAccessKey",
  "sts:AssumeRole",
  "lambda:*",
  "lambda:CreateFunction",
  "lambda:Update?unctionCode",
  "ec2:RunInstances",
  "codebuild:*",
);
const resource = fc.constantFrom(
  "*",
  ownArn,
  roleArn("strong"),
  "arn:aws:iam::*:role/*",
  "arn:aws:iam::123456789012:*",
  policyArn("own"),
  "arn:aws:lambda:*:*:function:*",
);
const condition = fc.constantFrom(
  {},
  {},
  { Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } },
  { Condition: { StringNotEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } },
  { Condition: { StringEquals: { "aws:ResourceTag/a": "b" } } },
);
const statement = (effect: "Allow" | "Deny"): fc.Arbitrary<TestStatement> =>
  fc
    .tuple(
      fc.array(action, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("Resource", "Resource", "NotResource"),
      fc.array(resource, { minLength: 1, maxLength: 2 }),
      condition,
    )
    .map(([actions, element, resources, more]) => ({ Effect: effect, Action: actions, [element]: resources, ...more }));
const statements = fc.array(fc.oneof(statement("Allow"), statement("Allow"), statement("Deny")), { maxLength: 6 });

/**
 * Each target has something that no statement above gives, so that it exceeds the role whatever the role is denied. (A
 * Deny that takes from the role what a target keeps does open a way around itself, which is a path.)
 */
const trust = {
  trustedServices: ["lambda.amazonaws.com", "ec2.amazonaws.com", "codebuild.amazonaws.com"],
  trustedPrincipals: [ownArn],
};
const estate = estateOf([
  target("strong", [allow("s3:*")], trust),
  target("weak", [allow("sqs:SendMessage", "arn:aws:sqs:*:*:a")], trust, { attached: [policyArn("theirs")] }),
]);
const cuts = { attached: [policyArn("own")] };
const found = (list: readonly TestStatement[], more = {}) => setIds(escalating(list, { ...cuts, ...more }), estate);
const isWithin = (some: readonly string[], all: readonly string[]) => some.every((id) => all.includes(id));

describe("laws of escalation", () => {
  it("adding a Deny never adds a path", () => {
    fc.assert(
      fc.property(statements, statement("Deny"), (list, added) => {
        expect(isWithin(found([...list, added]), found(list))).toBe(true);
      }),
    );
  });

  it("adding an Allow never removes a path, as long as something is lacking", () => {
    fc.assert(
      fc.property(statements, statement("Allow"), (list, added) => {
        expect(isWithin(found(list), found([...list, added]))).toBe(true);
      }),
    );
  });

  it("a boundary only removes paths, but for the way out of it", () => {
    fc.assert(
      fc.property(statements, statements, (list, boundary) => {
        const cut = found(list, { boundary }).filter((id) => id !== "iam-delete-role-boundary-assume");
        expect(isWithin(cut, found(list))).toBe(true);
      }),
    );
  });

  it("a boundary and service control policies of everything change nothing", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const all = [allow("*")];
        expect(found(list, { boundary: all, limits: [all, all] })).toEqual(found(list));
      }),
    );
  });

  it("the order of statements is irrelevant", () => {
    fc.assert(
      fc.property(statements, (list) => {
        expect(found([...list].reverse())).toEqual(found(list));
      }),
    );
  });

  it("every step has its proof", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const paths = [...pathsBySet(escalating(list, cuts), estate).values()];
        expect(paths.every(({ steps }) => steps.every(({ proofs }) => proofs.length > 0))).toBe(true);
      }),
    );
  });
});
