import { describe, expect, it } from "vitest";
import type { Severity } from "#lib/domain/findings/finding.ts";
import { roleRights } from "#lib/domain/iam/role-rights.ts";
import { judgeReach } from "./judge-reach.ts";
import { managedPolicies } from "./managed-policies.fixture.ts";
import type { Reach } from "./reach.ts";
import { compiled, home } from "./rights.fixture.ts";
import { severityOf } from "./severity-of.ts";

type PolicyName = keyof typeof managedPolicies;
const noStanding = { admin: false, escalation: "none" } as const;

function rightsBy(...names: readonly PolicyName[]) {
  const policies = names.map((name) => ({
    source: `arn:aws:iam::aws:policy/${name}`,
    compiled: compiled(managedPolicies[name]),
  }));
  return roleRights(policies, null, home);
}

const truths = (reach: Reach) => Object.entries(reach).flatMap(([question, { value }]) => (value ? [question] : []));
const onWrites = ["wildcardResourceWrite", "infrastructureModification"];

describe("what AWS's execution policies give raises nothing", () => {
  it.each<[PolicyName, readonly string[]]>([
    ["AWSLambdaBasicExecutionRole", onWrites],
    ["AWSLambdaDynamoDBExecutionRole", onWrites],
    ["AWSLambdaENIManagementAccess", onWrites],
    ["AWSLambdaKinesisExecutionRole", onWrites],
    ["AWSLambdaSQSQueueExecutionRole", onWrites],
    ["AWSLambdaVPCAccessExecutionRole", onWrites],
    ["AWSXRayDaemonWriteAccess", []],
    ["CloudWatchLambdaInsightsExecutionRolePolicy", onWrites],
  ])("%s", (name, expected) => {
    const reach = judgeReach(rightsBy(name));
    expect(truths(reach)).toEqual(expected);
    expect(severityOf(reach, noStanding).severity).toBe(null);
  });

  it("nor do all of them together", () => {
    const reach = judgeReach(
      rightsBy("AWSLambdaVPCAccessExecutionRole", "AWSXRayDaemonWriteAccess", "AWSLambdaSQSQueueExecutionRole"),
    );
    expect(severityOf(reach, noStanding).severity).toBe(null);
  });
});

describe("what reaches further is told, with why", () => {
  it.each<[PolicyName, readonly string[], Severity, string]>([
    ["AWSLambdaRole", onWrites, "medium", "It can change all resources of lambda (1 action)."],
    ["AmazonSSMReadOnlyAccess", ["dataExfiltration"], "medium", "It can read all parameters of the account."],
    ["AmazonS3ReadOnlyAccess", ["dataExfiltration"], "high", "It can read all objects of the account."],
    [
      "SecretsManagerReadWrite",
      [
        "wildcardActions",
        "wildcardResourceWrite",
        "dataExfiltration",
        "resourceExposure",
        "infrastructureModification",
      ],
      "high",
      "It can let others in to all resources of secretsmanager.",
    ],
    [
      "AWSLambda_FullAccess",
      ["wildcardActions", "wildcardResourceWrite", "resourceExposure", "infrastructureModification"],
      "high",
      "It can let others in to all resources of lambda.",
    ],
    [
      "IAMFullAccess",
      [
        "wildcardActions",
        "wildcardResourceWrite",
        "credentialsExposure",
        "resourceExposure",
        "infrastructureModification",
      ],
      "high",
      "It can let others in to all resources of iam.",
    ],
  ])("%s", (name, expected, severity, because) => {
    const reach = judgeReach(rightsBy(name));
    expect(truths(reach)).toEqual(expected);
    expect(severityOf(reach, noStanding)).toEqual({ severity, because });
  });

  it("PowerUserAccess is true to every question", () => {
    expect(truths(judgeReach(rightsBy("PowerUserAccess")))).toHaveLength(6);
  });
});
