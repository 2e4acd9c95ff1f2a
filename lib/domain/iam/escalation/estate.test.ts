import { describe, expect, it } from "vitest";
import { parseTrustPolicy } from "#lib/domain/iam/trust-policy.ts";
import { ownArn, rightsOf, roleArn } from "./estate.fixture.ts";
import { estateRole, everyService, servicesTrustedBy } from "./estate.ts";

const assume = "sts:AssumeRole";
const rights = rightsOf([]);

function trustOf(...statements: object[]) {
  const trust = parseTrustPolicy({ Version: "2012-10-17", Statement: statements });
  if (trust.kind === "error") throw new Error(trust.message);
  const { trustedServices, trustedPrincipals } = estateRole(roleArn("a"), trust, rights);
  return { trustedServices, trustedPrincipals };
}

const allow = (Principal: unknown, more = {}) => ({ Effect: "Allow", Principal, Action: assume, ...more });

describe("whom a role of the estate trusts", () => {
  it.each<[string, object[], string[], string[]]>([
    ["a service", [allow({ Service: "lambda.amazonaws.com" })], ["lambda.amazonaws.com"], []],
    ["a service of one Region", [allow({ Service: "states.eu-west-1.amazonaws.com" })], ["states.amazonaws.com"], []],
    ["a service of China", [allow({ Service: "ec2.amazonaws.com.cn" })], ["ec2.amazonaws.com"], []],
    [
      "a service for its own account",
      [
        allow(
          { Service: "lambda.amazonaws.com" },
          { Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } },
        ),
      ],
      ["lambda.amazonaws.com"],
      [],
    ],
    [
      "identities of Cognito",
      [allow({ Federated: "cognito-identity.amazonaws.com" }, { Action: "sts:AssumeRoleWithWebIdentity" })],
      ["cognito-identity.amazonaws.com"],
      [],
    ],
    ["another identity provider", [allow({ Federated: "arn:aws:iam::123456789012:saml-provider/a" })], [], []],
    ["a role", [allow({ AWS: ownArn })], [], [ownArn]],
    [
      "a role under conditions",
      [allow({ AWS: ownArn }, { Condition: { StringEquals: { "sts:ExternalId": "a" } } })],
      [],
      [],
    ],
    ["everyone", [allow("*")], ["*"], ["*"]],
    ["a role but not to assume it", [allow({ AWS: ownArn }, { Action: "sts:TagSession" })], [], []],
    [
      "what a Deny takes back",
      [
        allow({ Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] }),
        { Effect: "Deny", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:*" },
      ],
      ["lambda.amazonaws.com"],
      [],
    ],
    [
      "what a Deny of everyone takes back",
      [allow({ AWS: ownArn }), { Effect: "Deny", Principal: "*", Action: assume }],
      [],
      [],
    ],
  ])("%s", (_, statements, trustedServices, trustedPrincipals) => {
    expect(trustOf(...statements)).toEqual({ trustedServices, trustedPrincipals });
  });

  it("knows a service by its Region's and China's names too", () => {
    const names = ["states.us-gov-west-1.amazonaws.com", "EC2.amazonaws.com.cn", "lambda.amazonaws.com", "*"];
    expect([...servicesTrustedBy({ roleArn: roleArn("a"), rights, trustedServices: names })]).toEqual([
      "states.amazonaws.com",
      "ec2.amazonaws.com",
      "lambda.amazonaws.com",
      everyService,
    ]);
  });
});
