import { describe, expect, it } from "vitest";
import { denialLayers } from "#lib/domain/iam/denial.ts";
import { classifyFailure } from "./classify-failure.ts";
import { denialOf, denialOfMessage } from "./denial.ts";

/** AWS's wordings, from "Troubleshoot access denied error messages" of the IAM user guide, and as services send them. */
const user = "User: arn:aws:sts::111122223333:assumed-role/LamplightReadOnly/lamplight is not authorized to perform:";
const scpArn = "arn:aws:organizations::444455556666:policy/o-exampleorgid/service_control_policy/p-examplepolicyid";
const wordings = [
  [
    `${user} lambda:GetPolicy because no service control policy allows the lambda:GetPolicy action`,
    "serviceControlPolicy",
    false,
  ],
  [
    `${user} logs:StartQuery on resource: arn:aws:logs:eu-west-1:111122223333:log-group:* with an explicit deny in a service control policy`,
    "serviceControlPolicy",
    true,
  ],
  [
    `${user} logs:StartQuery with an explicit deny in a service control policy: ${scpArn}`,
    "serviceControlPolicy",
    true,
  ],
  [
    `${user} sqs:GetQueueUrl because no resource control policy allows the sqs:GetQueueUrl action`,
    "resourceControlPolicy",
    false,
  ],
  [`${user} sqs:GetQueueUrl with an explicit deny in a resource control policy`, "resourceControlPolicy", true],
  [
    `${user} lambda:ListFunctions because no VPC endpoint policy allows the lambda:ListFunctions action`,
    "vpcEndpointPolicy",
    false,
  ],
  [`${user} lambda:ListFunctions with an explicit deny in a VPC endpoint policy`, "vpcEndpointPolicy", true],
  [
    `${user} lambda:ListFunctions on resource: * because no permissions boundary allows the lambda:ListFunctions action`,
    "permissionsBoundary",
    false,
  ],
  [`${user} lambda:ListFunctions with an explicit deny in a permissions boundary`, "permissionsBoundary", true],
  [
    `${user} lambda:ListFunctions because no session policy allows the lambda:ListFunctions action`,
    "sessionPolicy",
    false,
  ],
  [`${user} lambda:ListFunctions with an explicit deny in a session policy`, "sessionPolicy", true],
  [
    `${user} sqs:GetQueueAttributes on resource: arn:aws:sqs:eu-west-1:1:q because no resource-based policy allows the sqs:GetQueueAttributes action`,
    "resourcePolicy",
    false,
  ],
  [`${user} sqs:GetQueueAttributes with an explicit deny in a resource-based policy`, "resourcePolicy", true],
  [`${user} sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`, "trustPolicy", false],
  [`${user} sts:AssumeRole with an explicit deny in the role trust policy`, "trustPolicy", true],
  [
    `${user} lambda:GetPolicy on resource: arn:aws:lambda:eu-west-1:1:function:f because no identity-based policy allows the lambda:GetPolicy action`,
    "identityPolicy",
    false,
  ],
  [`${user} lambda:GetPolicy with an explicit deny in an identity-based policy`, "identityPolicy", true],
  [
    `You are not authorized to perform this operation. ${user} ec2:DescribeSubnets because no identity-based policy allows the ec2:DescribeSubnets action`,
    "identityPolicy",
    false,
  ],
] as const;

const untold = [
  "You are not authorized to perform this operation. Encoded authorization failure message: abc",
  "You don't have permissions to access this resource.",
  `${user} sts:AssumeRole on resource: arn:aws:iam::111122223333:role/because-no-session-policy`,
  `${user} lambda:GetPolicy`,
  "because no reason allows it",
  "",
];

describe("denialOfMessage", () => {
  it.each(wordings)("%s", (message, layer, explicit) => {
    expect(denialOfMessage(message)).toMatchObject({ layer, explicit });
  });

  it("knows a wording of each layer", () => {
    expect(new Set(wordings.map(([, layer]) => layer))).toEqual(new Set(denialLayers));
  });

  it.each(untold)("says that it was not told: %s", (message) => {
    expect(denialOfMessage(message)).toEqual({ layer: null, explicit: null, policyArn: null });
  });

  it("names the policy where AWS does, and no other ARN", () => {
    expect(denialOfMessage(wordings[2][0]).policyArn).toBe(scpArn);
    const bracketed = `${user} lambda:ListTags with an explicit deny in an identity-based policy (arn:aws:iam::111122223333:policy/team/NoTags).`;
    expect(denialOfMessage(bracketed).policyArn).toBe("arn:aws:iam::111122223333:policy/team/NoTags");
    const resource = `${user} iam:GetPolicy on resource: policy arn:aws:iam::1:policy/x because no identity-based policy allows the iam:GetPolicy action`;
    expect(denialOfMessage(resource).policyArn).toBeNull();
  });

  it("looks into causes", () => {
    expect(denialOf(new Error("outer", { cause: new Error(wordings[0][0]) })).layer).toBe("serviceControlPolicy");
    expect(denialOf("not an error").layer).toBeNull();
  });
});

function failureOf(message: string, operation: string, service: "logs" | "sts" = "logs", subject?: string) {
  const error = Object.assign(new Error(message), {
    name: "AccessDeniedException",
    $metadata: { httpStatusCode: 400 },
  });
  return classifyFailure(error, { service, operation, region: "eu-west-1", ...(subject ? { subject } : {}) });
}

describe("the text of a denied call", () => {
  it("gives the statement where one helps", () => {
    const failure = failureOf("because no identity-based policy allows the logs:StartQuery action", "StartQuery");
    expect(failure.reason).toBe("logs:StartQuery is denied in eu-west-1: the role's own policies do not allow it.");
    expect(failure.remedy).toContain('{ "Effect": "Allow", "Action": "logs:StartQuery", "Resource": "*" }');
  });

  it("says that none helps against an SCP, whose policy it names", () => {
    const failure = failureOf(
      `${user} logs:StartQuery with an explicit deny in a service control policy: ${scpArn}`,
      "StartQuery",
    );
    expect(failure.reason).toBe("logs:StartQuery is denied in eu-west-1 by a service control policy.");
    expect(failure.remedy).toMatch(/^No statement in this account helps/);
    expect(failure.remedy).toContain(scpArn);
    expect(failure.remedy).not.toContain('"Effect"');
  });

  it("tells failures of AssumeRole apart as far as AWS does", () => {
    const role = "arn:aws:iam::111122223333:role/LamplightReadOnly";
    const assume = (message: string) => failureOf(message, "AssumeRole", "sts", role);
    expect(assume(`${user} sts:AssumeRole on resource: ${role}`).remedy).toContain("AWS does not say which");
    expect(assume("because no identity-based policy allows the sts:AssumeRole action").remedy).toContain(
      `"Action": "sts:AssumeRole", "Resource": "${role}"`,
    );
    expect(assume("with an explicit deny in a service control policy").remedy).toContain("organisation's policies");
    expect(assume("because no role trust policy allows the sts:AssumeRole action").remedy).toContain("external id");
    for (const message of ["", ...wordings.map(([text]) => text)]) expect(assume(message).reason).toContain(role);
  });
});
