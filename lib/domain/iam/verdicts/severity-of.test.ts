import { describe, expect, it } from "vitest";
import type { Severity } from "#lib/domain/findings/finding.ts";
import { judgeReach } from "./judge-reach.ts";
import { allow, deny, rightsOf, type Statement } from "./rights.fixture.ts";
import { type RoleStanding, severityOf } from "./severity-of.ts";

const noStanding: RoleStanding = { admin: false, escalation: "none" };
const severityBy = (statements: readonly Statement[], standing = noStanding) =>
  severityOf(judgeReach(rightsOf([statements])), standing);

describe("severityOf", () => {
  it.each<[string, Statement, Severity | null, string]>([
    ["nothing", allow("sqs:ReceiveMessage"), null, "nothing beyond"],
    ["one bucket", allow("s3:GetObject", "arn:aws:s3:::a/*"), null, "nothing beyond"],
    ["a registry's pass", allow("ecr:GetAuthorizationToken"), null, "nothing beyond"],
    ["one role", allow("sts:AssumeRole", "arn:aws:iam::123456789012:role/a"), "low", "credentials of sts that"],
    ["any role", allow("sts:AssumeRole"), "high", "credentials of any identity"],
    ["keys of one user", allow("iam:CreateAccessKey", "arn:aws:iam::*:user/a"), "medium", "credentials of users"],
    ["keys of all databases", allow("rds-db:connect"), "medium", "credentials of all resources of rds-db"],
    ["a whole service on one resource", allow("sqs:*", "arn:aws:sqs:*:*:q"), "low", "every action of sqs."],
    ["a whole service", allow("kinesisvideo:*"), "high", "every action of kinesisvideo on all resources"],
    ["traces", allow("xray:*"), "low", "let others in to all resources of xray"],
    ["tags", allow("sqs:TagQueue"), "low", "change tags of all resources of sqs"],
    ["writes", allow(["sqs:SendMessage", "sns:Publish"]), "medium", "of sns and sqs (2 actions)"],
    ["tags of everything", allow("*:TagResource"), "low", "change tags of all resources of"],
    [
      "writes in many services",
      allow([
        "acm:DeleteCertificate",
        "dynamodb:DeleteTable",
        "ec2:TerminateInstances",
        "ecs:DeleteService",
        "eks:DeleteCluster",
        "rds:DeleteDBInstance",
        "s3:DeleteBucket",
        "sns:Publish",
        "sqs:SendMessage",
        "ssm:DeleteParameter",
      ]),
      "high",
      "acm, dynamodb, ec2 and 7 more",
    ],
    ["all logs", allow("logs:*"), "low", "let others in to all resources of logs"],
    ["parameters", allow("ssm:GetParameter"), "medium", "read all parameters"],
    [
      "parameters and secrets",
      allow(["ssm:GetParameter", "secretsmanager:GetSecretValue"]),
      "high",
      "parameters and secrets",
    ],
  ])("%s", (_, statement, severity, because) => {
    const verdict = severityBy([statement]);
    expect(verdict.severity).toBe(severity);
    expect(verdict.because).toContain(because);
  });

  it.each<[string, readonly Statement[], Severity, string]>([
    ["the names of all others", [allow("s3:*", "arn:aws:s3:::a*"), allow("s3:ListAllMyBuckets")], "low", "of s3."],
    ["some actions on all", [allow("sqs:*", "arn:aws:sqs:*:*:q"), allow("sqs:TagQueue")], "low", "of sqs."],
    [
      "a Deny on one resource",
      [allow("sqs:*"), deny("sqs:*", "arn:aws:sqs:*:*:q")],
      "high",
      "of sqs on all resources.",
    ],
  ])("a whole service on one resource is not on all of them: %s", (_, statements, severity, because) => {
    const { weight } = judgeReach(rightsOf([statements])).wildcardActions;
    expect(weight).toEqual({ severity, because: expect.stringContaining(because) });
  });

  it("lets the gravest speak, and of equals the first", () => {
    expect(severityBy([allow(["iam:PassRole", "s3:GetObject", "sns:Publish"])]).because).toContain("let others in");
    expect(severityBy([allow(["sns:Publish", "s3:GetObject"])]).because).toContain("read all objects");
  });

  it.each<[RoleStanding, Severity]>([
    [{ admin: true, escalation: "certain" }, "critical"],
    [{ admin: false, escalation: "certain" }, "high"],
    [{ admin: false, escalation: "potential" }, "medium"],
  ])("counts what is known beside: %o", (standing, severity) => {
    expect(severityBy([allow("sqs:ReceiveMessage")], standing).severity).toBe(severity);
  });

  it("is not softened by what is known beside", () => {
    expect(severityBy([allow("s3:GetObject")], { admin: false, escalation: "potential" })).toEqual(
      severityBy([allow("s3:GetObject")]),
    );
  });
});
