import { describe, expect, it } from "vitest";
import { judgeReach } from "./judge-reach.ts";
import type { Reach } from "./reach.ts";
import { allow, deny, ifTagged, overTls, rightsOf, type Statement } from "./rights.fixture.ts";

type Question = keyof Reach;
/** What is asked, the statements of one policy, and the actions that are found (none: the verdict is false). */
type Case = readonly [string, readonly Statement[], readonly string[]];

function found(question: Question, ...args: Parameters<typeof rightsOf>) {
  const verdict = judgeReach(rightsOf(...args))[question];
  expect(verdict.value).toBe(verdict.total > 0);
  expect(verdict.proofs.length > 0).toBe(verdict.value);
  expect(new Set(verdict.proofs.flatMap((proof) => proof.actions))).toEqual(new Set(verdict.actions));
  return verdict.actions;
}

const but = (Effect: string, NotAction: string[], Resource = "*"): Statement => ({ Effect, NotAction, Resource });
const except = (Effect: string, Action: string | string[], NotResource: string | string[]): Statement => ({
  Effect,
  Action,
  NotResource,
});
const bucket = "arn:aws:s3:::a/*";

describe("wildcardActions", () => {
  it.each<Case>([
    ["a whole service", [allow("s3:*")], ["s3:*"]],
    ["in any case", [allow("S3:*")], ["s3:*"]],
    ["on one resource", [allow("sqs:*", "arn:aws:sqs:eu-west-1:123456789012:q")], ["sqs:*"]],
    ["by a question mark", [allow("sq?:*")], ["sqs:*"]],
    ["of few actions, by a wildcard", [allow("rds-db:*")], ["rds-db:*"]],
    ["of few actions, listed", [allow("rds-db:connect")], []],
    ["by wildcards together", [allow("abcdefghijklmnopqrstuvwxyz".split("").map((l) => `sqs:${l}*`))], ["sqs:*"]],
    ["reads alone", [allow(["s3:Get*", "s3:List*"])], []],
    ["cancelled", [allow("s3:*"), deny("s3:*")], []],
    ["cancelled in part", [allow("s3:*"), deny("s3:DeleteBucket")], []],
    ["cancelled on one resource", [allow("s3:*"), deny("s3:*", bucket)], ["s3:*"]],
    ["cancelled on a condition", [allow("s3:*"), { ...deny("s3:*"), ...ifTagged }], ["s3:*"]],
    ["over TLS", [{ ...allow("s3:*"), ...overTls }], ["s3:*"]],
    ["on a condition", [{ ...allow("s3:*"), ...ifTagged }], []],
    ["a service that AWS does not know", [allow("nosuch:*")], []],
    ["NotAction, all else denied", [but("Allow", ["iam:*"]), but("Deny", ["sqs:*"])], ["sqs:*"]],
    ["nothing", [], []],
  ])("%s", (_, statements, expected) => {
    expect(found("wildcardActions", [statements])).toEqual(expected);
  });

  it("counts every service that * or NotAction grants, and shows the first", () => {
    const all = judgeReach(rightsOf([[allow("*")]])).wildcardActions;
    const fewer = judgeReach(rightsOf([[but("Allow", ["iam:*"])]])).wildcardActions;
    expect(all.total - fewer.total).toBe(1);
    expect(all.actions).toHaveLength(200);
    expect(all.proofs[0]?.actions).toHaveLength(200);
  });
});

describe.each<Question>(["wildcardResourceWrite", "infrastructureModification"])("%s", (question) => {
  it.each<Case>([
    ["a write on everything", [allow("sqs:SendMessage")], ["sqs:SendMessage"]],
    ["tagging", [allow("sqs:TagQueue")], ["sqs:TagQueue"]],
    ["permissions management", [allow("sqs:AddPermission")], ["sqs:AddPermission"]],
    ["an equivalent of everything", [allow("sqs:SendMessage", "arn:aws:*")], ["sqs:SendMessage"]],
    ["a read", [allow("sqs:ReceiveMessage")], []],
    ["a write that cannot be scoped", [allow("xray:PutTraceSegments")], []],
    ["a write on one resource", [allow("sqs:SendMessage", "arn:aws:sqs:*:*:q")], []],
    ["a write on the resources of another service", [allow("sqs:SendMessage", "arn:aws:sns:*:*:*")], []],
    ["a write on all but one resource", [except("Allow", "sqs:SendMessage", "arn:aws:sqs:*:*:q")], ["sqs:SendMessage"]],
    ["a write on all but its service", [except("Allow", "sqs:SendMessage", "arn:aws:sqs:*:*:*")], []],
    [
      "a write denied on one resource",
      [allow("sqs:SendMessage"), deny("sqs:*", "arn:aws:sqs:*:*:q")],
      ["sqs:SendMessage"],
    ],
    ["a write denied on its service", [allow("sqs:SendMessage"), deny("*", "arn:aws:sqs:*:*:*")], []],
    [
      "a write denied on all but one resource",
      [allow("sqs:SendMessage"), except("Deny", "sqs:*", "arn:aws:sqs:*:*:q")],
      [],
    ],
    [
      "a write denied on all but its service",
      [allow("sqs:SendMessage"), except("Deny", "*", "arn:aws:sqs:*:*:*")],
      ["sqs:SendMessage"],
    ],
    ["a write over TLS", [{ ...allow("sqs:SendMessage"), ...overTls }], ["sqs:SendMessage"]],
    ["a write on a condition", [{ ...allow("sqs:SendMessage"), ...ifTagged }], []],
    ["what every execution role holds", [allow("logs:PutLogEvents")], ["logs:PutLogEvents"]],
  ])("%s", (_, statements, expected) => {
    expect(found(question, [statements])).toEqual(expected);
  });

  it.each<[string, readonly Statement[], readonly string[]]>([
    ["as wide", [allow("*")], ["sqs:SendMessage"]],
    ["all of the service", [allow("sqs:*", "arn:aws:sqs:*:*:*")], ["sqs:SendMessage"]],
    ["one resource", [allow("*", "arn:aws:sqs:*:*:q")], []],
    ["a condition", [{ ...allow("*"), ...ifTagged }], []],
    ["another action", [allow("sqs:ReceiveMessage")], []],
  ])("cut by %s", (_, cut, expected) => {
    const role = [[allow("sqs:SendMessage")]];
    expect(found(question, role, { boundary: cut })).toEqual(expected);
    expect(found(question, role, { limits: [[allow("*")], cut] })).toEqual(expected);
  });
});

describe("all ARNs of one service", () => {
  it.each<[string, string, string, boolean]>([
    ["SQS", "sqs:SendMessage", "arn:aws:sqs:*:*:*", true],
    ["SQS in the role's account", "sqs:SendMessage", "arn:aws:sqs:*:123456789012:*", true],
    ["SQS in another account", "sqs:SendMessage", "arn:aws:sqs:*:210987654321:*", false],
    ["SQS in one Region", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:*:*", false],
    ["everything of the account", "sqs:SendMessage", "arn:aws:*:*:123456789012:*", true],
    ["S3", "s3:PutBucketTagging", "arn:aws:s3:::*", true],
    ["Route 53", "route53:ChangeResourceRecordSets", "arn:aws:route53:::*", true],
    ["IAM", "iam:CreateUser", "arn:aws:iam::*:*", true],
    ["IAM's roles alone", "iam:CreateUser", "arn:aws:iam::*:role/*", false],
    ["API Gateway", "apigateway:PATCH", "arn:aws:apigateway:*::*", true],
  ])("%s", (_, action, resource, expected) => {
    const reach = judgeReach(rightsOf([[allow(action, resource)]]));
    expect(reach.wildcardResourceWrite.value).toBe(expected);
    expect(reach.infrastructureModification.value).toBe(false);
  });

  it("stand beside statements on everything", () => {
    const reach = judgeReach(rightsOf([[allow("sns:Publish")], [allow("sqs:SendMessage", "arn:aws:sqs:*:*:*")]]));
    expect(reach.wildcardResourceWrite.actions).toEqual(["sns:Publish", "sqs:SendMessage"]);
    expect(reach.infrastructureModification.actions).toEqual(["sns:Publish"]);
    expect(reach.infrastructureModification.proofs.map((proof) => proof.source)).toEqual(["inline:0"]);
  });
});

describe("credentialsExposure", () => {
  const role = "arn:aws:iam::210987654321:role/r";
  it.each<Case>([
    ["on everything", [allow("sts:AssumeRole")], ["sts:AssumeRole"]],
    ["on one role", [allow("sts:AssumeRole", role)], ["sts:AssumeRole"]],
    [
      "by a wildcard",
      [allow("redshift:Get*")],
      ["redshift:GetClusterCredentials", "redshift:GetClusterCredentialsWithIAM"],
    ],
    [
      "misspelt by others",
      [allow("gamelift:GetCompute*")],
      ["gamelift:GetComputeAccess", "gamelift:GetComputeAuthToken"],
    ],
    ["that cannot be scoped, on everything", [allow("ecr:GetAuthorizationToken")], ["ecr:GetAuthorizationToken"]],
    ["that cannot be scoped, on a resource", [allow("ecr:GetAuthorizationToken", "arn:aws:ecr:*:*:repository/a")], []],
    ["another action", [allow("sts:GetCallerIdentity")], []],
    ["denied", [allow("sts:*"), deny("sts:*")], []],
    ["denied on the one role", [allow("sts:AssumeRole", role), deny("sts:AssumeRole", role)], []],
    ["denied on another role", [allow("sts:AssumeRole", role), deny("sts:AssumeRole", `${role}2`)], ["sts:AssumeRole"]],
    ["on a condition", [{ ...allow("sts:AssumeRole"), ...ifTagged }], []],
  ])("%s", (_, statements, expected) => {
    expect(found("credentialsExposure", [statements])).toEqual(expected);
  });

  it("names no statement that a boundary leaves nothing of", () => {
    const reach = judgeReach(
      rightsOf([[allow("sts:AssumeRole", `${role}1`)], [allow("sts:AssumeRole", `${role}2`)]], {
        boundary: [allow("*", `${role}2`)],
      }),
    );
    expect(reach.credentialsExposure.proofs.map((proof) => proof.source)).toEqual(["inline:1"]);
  });
});

describe("dataExfiltration", () => {
  it.each<Case>([
    ["all objects", [allow("s3:GetObject")], ["s3:GetObject"]],
    ["all objects by their ARN", [allow("s3:GetObject", "arn:aws:s3:::*/*")], ["s3:GetObject"]],
    ["all of S3", [allow("s3:Get*", "arn:aws:s3:::*")], ["s3:GetObject"]],
    ["all objects of a bucket", [allow("s3:GetObject", bucket)], []],
    ["some objects of all buckets", [allow("s3:GetObject", "arn:aws:s3:::*/logs/*")], []],
    [
      "all secrets",
      [allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:*")],
      ["secretsmanager:GetSecretValue"],
    ],
    [
      "all secrets of the account",
      [allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:123456789012:secret:*")],
      ["secretsmanager:GetSecretValue"],
    ],
    ["some secrets", [allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:a-*")], []],
    [
      "all parameters",
      [allow("ssm:GetParameter*", "arn:aws:ssm:*:*:parameter/*")],
      ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
    ],
    ["some parameters", [allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/a/*")], []],
    ["all but one bucket", [except("Allow", "s3:GetObject", bucket)], ["s3:GetObject"]],
    ["other reads", [allow(["s3:ListBucket", "secretsmanager:DescribeSecret", "ssm:DescribeParameters"])], []],
    ["denied", [allow("s3:*"), deny("s3:GetObject")], []],
    ["denied on all objects", [allow("s3:*"), deny("s3:GetObject", "arn:aws:s3:::*/*")], []],
    ["denied on all but one bucket", [allow("s3:*"), except("Deny", "s3:GetObject", bucket)], []],
    ["denied on one bucket", [allow("s3:GetObject"), deny("s3:GetObject", bucket)], ["s3:GetObject"]],
    ["on a condition", [{ ...allow("s3:GetObject"), ...ifTagged }], []],
    ["over TLS", [{ ...allow("s3:GetObject"), ...overTls }], ["s3:GetObject"]],
  ])("%s", (_, statements, expected) => {
    expect(found("dataExfiltration", [statements])).toEqual(expected);
  });

  it.each<[string, readonly Statement[], readonly string[]]>([
    ["all objects", [allow("s3:*", "arn:aws:s3:::*/*")], ["s3:GetObject"]],
    ["a bucket", [allow("s3:*", bucket)], []],
  ])("cut to %s", (_, cut, expected) => {
    expect(found("dataExfiltration", [[allow("s3:GetObject")]], { boundary: cut })).toEqual(expected);
    expect(found("dataExfiltration", [[allow("s3:GetObject")]], { limits: [cut] })).toEqual(expected);
  });
});

describe("resourceExposure", () => {
  it.each<Case>([
    ["permissions management", [allow("s3:PutBucketPolicy")], ["s3:PutBucketPolicy"]],
    ["that cannot be scoped", [allow("lakeformation:GrantPermissions")], ["lakeformation:GrantPermissions"]],
    ["on all of its service", [allow("s3:PutBucketPolicy", "arn:aws:s3:::*")], ["s3:PutBucketPolicy"]],
    [
      "a write of IAM",
      [allow(["iam:CreateAccessKey", "iam:AddUserToGroup"])],
      ["iam:AddUserToGroup", "iam:CreateAccessKey"],
    ],
    ["passing roles", [allow("iam:PassRole")], ["iam:PassRole"]],
    ["a resource policy that AWS calls a write", [allow("kinesis:PutResourcePolicy")], ["kinesis:PutResourcePolicy"]],
    ["on one resource", [allow("s3:PutBucketPolicy", "arn:aws:s3:::a")], []],
    ["what only takes back", [allow(["kms:RevokeGrant", "lambda:RemovePermission", "s3:DeleteAccessGrant"])], []],
    ["what may take a Deny away", [allow("iam:DeleteRolePermissionsBoundary")], ["iam:DeleteRolePermissionsBoundary"]],
    ["labelled so and only a read", [allow(["fsx:GetResourcePolicy", "glue:GetStage", "rds-db:connect"])], []],
    ["labelled so and only a call", [allow(["managedblockchain:POST", "ecs:AllowVendedLogDeliveryForResource"])], []],
    ["an ordinary write", [allow(["sqs:SendMessage", "iam:TagRole"])], []],
    [
      "passing roles to one service",
      [{ ...allow("iam:PassRole"), Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } }],
      [],
    ],
    [
      "denied",
      [allow("s3:*"), deny("s3:Put*")],
      [
        "s3:AssociateAccessGrantsIdentityCenter",
        "s3:CreateAccessGrant",
        "s3:CreateAccessGrantsInstance",
        "s3:CreateAccessGrantsLocation",
        "s3:DeleteAccessGrantsInstanceResourcePolicy",
        "s3:DeleteAccessPointPolicy",
        "s3:DeleteAccessPointPolicyForObjectLambda",
        "s3:DeleteBucketPolicy",
        "s3:ObjectOwnerOverrideToBucketOwner",
        "s3:UpdateAccessGrantsLocation",
      ],
    ],
  ])("%s", (_, statements, expected) => {
    expect(found("resourceExposure", [statements])).toEqual(expected);
  });
});

describe("proofs", () => {
  it("name each statement with its policy, what of it proves and its resources as written", () => {
    const written = except("Allow", ["sqs:SendMessage", "sqs:ReceiveMessage"], "arn:aws:sqs:*:*:q");
    const { wildcardResourceWrite } = judgeReach(rightsOf([[allow("sqs:ListQueues")], [allow("sqs:Get*"), written]]));
    expect(wildcardResourceWrite.proofs).toEqual([
      { source: "inline:1", statement: written, actions: ["sqs:SendMessage"], resources: ["!arn:aws:sqs:*:*:q"] },
    ]);
  });

  it("tell apart what conditions may add", () => {
    const tagged = { ...allow(["sqs:SendMessage", "sns:Publish"]), ...ifTagged };
    const { wildcardResourceWrite } = judgeReach(rightsOf([[allow("sns:Publish"), tagged]]));
    expect(wildcardResourceWrite.actions).toEqual(["sns:Publish"]);
    expect(wildcardResourceWrite.onlyIf).toEqual([
      { source: "inline:0", statement: tagged, actions: ["sqs:SendMessage"], resources: ["*"] },
    ]);
  });

  it.each<[string, Question, Statement, string]>([
    ["a whole service", "wildcardActions", allow("s3:*"), "s3:*"],
    ["credentials", "credentialsExposure", allow("sts:AssumeRole", "arn:aws:iam::1:role/r"), "sts:AssumeRole"],
    ["data", "dataExfiltration", allow("s3:GetObject", "arn:aws:s3:::*/*"), "s3:GetObject"],
    ["others let in", "resourceExposure", allow("iam:PassRole"), "iam:PassRole"],
    ["changes", "infrastructureModification", allow("sns:Publish"), "sns:Publish"],
  ])("under a condition: %s", (_, question, statement, action) => {
    const role = [[{ ...statement, ...ifTagged }]];
    const actionsOf = (...args: Parameters<typeof rightsOf>) =>
      judgeReach(rightsOf(...args))[question].onlyIf.flatMap((proof) => proof.actions);
    expect(actionsOf(role)).toEqual([action]);
    expect(actionsOf([...role, [deny("*")]])).toEqual([]);
    expect(actionsOf(role, { boundary: [allow("nosuch:*")] })).toEqual([]);
    expect(judgeReach(rightsOf(role))[question].value).toBe(false);
  });
});
