import { describe, expect, it } from "vitest";
import { parseTrustPolicy } from "./trust-policy.ts";
import { judgeTrust } from "./trust-verdicts.ts";

const own = "123456789012";
const known = "222222222222";
const stranger = "333333333333";
const around = { accountId: own, knownAccounts: new Set([known]) };

type Element = Readonly<Record<string, unknown>>;
const allow = (Principal: unknown, Action: string | string[] = "sts:AssumeRole", Condition?: Element): Element => ({
  Effect: "Allow",
  Principal,
  Action,
  ...(Condition === undefined ? {} : { Condition }),
});
const deny = (Principal: unknown, Condition?: Element): Element => ({
  ...allow(Principal, "sts:*", Condition),
  Effect: "Deny",
});

function judge(...Statement: Element[]) {
  const verdicts = judgeTrust(parseTrustPolicy({ Version: "2012-10-17", Statement }), around);
  if (verdicts.state === "unknown") throw new Error(verdicts.reason);
  return verdicts;
}
const issues = (...statements: Element[]) =>
  judge(...statements).issues.map(({ kind, severity }) => `${kind} ${severity}`);

const root = (accountId: string) => ({ AWS: `arn:aws:iam::${accountId}:root` });
const everyone = { AWS: "*" };
const externalId = { StringEquals: { "sts:ExternalId": "a-secret" } };
const organisation = { StringEquals: { "aws:PrincipalOrgID": "o-abc" } };

describe("services", () => {
  it.each(["lambda.amazonaws.com", "ec2.amazonaws.com", "edgelambda.amazonaws.com", "states.amazonaws.com"])(
    "%s is told and no issue, though no source is asked for",
    (service) => {
      expect(judge(allow({ Service: service }))).toMatchObject({ issues: [], services: [service], accounts: [] });
    },
  );

  it("are sorted, each once, and none that is denied", () => {
    const verdicts = judge(
      allow({ Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] }),
      allow({ Service: "Lambda.amazonaws.com" }, "sts:*"),
      deny({ Service: "ec2.amazonaws.com" }),
    );
    expect(verdicts.services).toEqual(["lambda.amazonaws.com"]);
  });
});

describe("any principal", () => {
  it.each<[string, Element[], string[]]>([
    ["*", [allow("*")], ["anyPrincipal critical"]],
    ["AWS *", [allow(everyone)], ["anyPrincipal critical"]],
    ["in a list", [allow({ AWS: [own, "*"] })], ["anyPrincipal critical"]],
    ["all but one", [{ ...allow("*"), Principal: undefined, NotPrincipal: root(own) }], ["anyPrincipal critical"]],
    [
      "on a condition that narrows nothing",
      [allow("*", "sts:AssumeRole", { StringLike: { "aws:PrincipalArn": "*" } })],
      ["anyPrincipal critical"],
    ],
    ["with a secret", [allow("*", "sts:AssumeRole", externalId)], ["anyPrincipal high"]],
    [
      "with any secret",
      [allow("*", "sts:AssumeRole", { StringLike: { "sts:ExternalId": "*" } })],
      ["anyPrincipal critical"],
    ],
    ["of the organisation", [allow("*", "sts:AssumeRole", organisation)], []],
    [
      "of the organisation, by a Deny",
      [allow("*"), deny("*", { StringNotEquals: { "aws:PrincipalOrgID": "o-abc" } })],
      [],
    ],
    [
      "of the organisation, by a Deny that spares services",
      [
        allow("*"),
        deny("*", {
          StringNotEquals: { "aws:PrincipalOrgID": "o-abc" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        }),
      ],
      [],
    ],
    [
      "by a Deny that asks for more",
      [
        allow("*"),
        deny("*", {
          StringNotEquals: { "aws:PrincipalOrgID": "o-abc" },
          Bool: { "aws:MultiFactorAuthPresent": "false" },
        }),
      ],
      ["anyPrincipal critical"],
    ],
    ["denied", [allow("*"), deny("*")], []],
    ["one denied", [allow("*"), deny(root(stranger))], ["anyPrincipal critical"]],
    ["another action", [allow("*", "sts:TagSession")], []],
    [
      "of a role of a strange account",
      [allow("*", "sts:AssumeRole", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${stranger}:role/a-*` } })],
      ["foreignAccount low", "missingExternalId medium"],
    ],
    ["of a named account", [allow("*", "sts:AssumeRole", { StringEquals: { "aws:PrincipalAccount": known } })], []],
    [
      "of a strange account",
      [allow("*", "sts:AssumeRole", { StringEquals: { "aws:PrincipalAccount": stranger } })],
      ["foreignAccount low", "missingExternalId medium"],
    ],
  ])("%s", (_, statements, expected) => {
    expect(issues(...statements)).toEqual(expected);
  });
});

describe("accounts", () => {
  const both = ["foreignAccount low", "missingExternalId medium"];
  it.each<[string, Element[], string[]]>([
    ["its own", [allow(root(own))], []],
    ["one of the organisation", [allow(root(known))], []],
    ["a stranger", [allow(root(stranger))], both],
    ["a stranger by number", [allow({ AWS: stranger })], both],
    ["a role of a stranger", [allow({ AWS: `arn:aws:iam::${stranger}:role/a` })], both],
    ["a stranger with a secret", [allow(root(stranger), "sts:AssumeRole", externalId)], ["foreignAccount low"]],
    [
      "a stranger with any secret",
      [allow(root(stranger), "sts:AssumeRole", { StringLike: { "sts:ExternalId": "?*" } })],
      both,
    ],
    [
      "a stranger with a secret if it likes",
      [allow(root(stranger), "sts:AssumeRole", { StringEqualsIfExists: { "sts:ExternalId": "a" } })],
      both,
    ],
    [
      "a stranger with a secret, by a Deny",
      [allow(root(stranger)), deny("*", { StringNotEquals: { "sts:ExternalId": "a" } })],
      ["foreignAccount low"],
    ],
    ["a stranger who must be of the organisation", [allow(root(stranger), "sts:AssumeRole", organisation)], []],
    ["a stranger, denied", [allow(root(stranger)), deny(root(stranger))], []],
    ["a role of a denied stranger", [allow({ AWS: `arn:aws:iam::${stranger}:role/a` }), deny({ AWS: stranger })], []],
    ["somebody who was deleted", [allow({ AWS: "AROAEXAMPLEID" })], []],
  ])("%s", (_, statements, expected) => {
    expect(issues(...statements)).toEqual(expected);
  });

  it("are told with whether they are known, its own left out", () => {
    const statement = allow({ AWS: [stranger, `arn:aws:iam::${known}:role/a`, own] });
    const verdicts = judge(statement);
    expect(verdicts.accounts).toEqual([
      { accountId: known, known: true },
      { accountId: stranger, known: false },
    ]);
    expect(verdicts.issues[0]).toEqual({
      kind: "foreignAccount",
      severity: "low",
      because: `Account ${stranger}, which is not one of the organisation's known accounts, may assume the role.`,
      principal: stranger,
      accountId: stranger,
      statement,
    });
  });
});

describe("web identities", () => {
  const github = "token.actions.githubusercontent.com";
  const cluster = "oidc.eks.eu-west-1.amazonaws.com/id/ABC";
  const web = (provider: string, Condition?: Element) =>
    allow({ Federated: provider }, "sts:AssumeRoleWithWebIdentity", Condition);
  const arn = (provider: string) => `arn:aws:iam::${own}:oidc-provider/${provider}`;
  const sub = (provider: string, value: string | string[], operator = "StringLike") =>
    web(arn(provider), { [operator]: { [`${provider}:sub`]: value } });
  const open = ["webIdentityWithoutSubject high"];
  it.each<[string, Element, string[]]>([
    ["no condition", web(arn(github)), open],
    ["the audience alone", web(arn(github), { StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } }), open],
    ["a repository", sub(github, "repo:acme/app:ref:refs/heads/main", "StringEquals"), []],
    ["all repositories of an owner", sub(github, "repo:acme/*"), []],
    ["repositories of anyone", sub(github, "repo:*"), open],
    ["repositories of owners that begin so", sub(github, "repo:acme*/app:*"), open],
    ["one of two open", sub(github, ["repo:acme/app:*", "*"]), open],
    ["a star that is none", sub(github, "repo:*", "StringEquals"), []],
    ["the owner's number", web(arn(github), { StringEquals: { [`${github}:repository_owner_id`]: "1" } }), []],
    [
      "the owner's number if it is there",
      web(arn(github), { StringEqualsIfExists: { [`${github}:repository_owner_id`]: "1" } }),
      open,
    ],
    ["who it must not be", sub(github, "repo:acme/app:*", "StringNotLike"), open],
    ["the subject of another provider", web(arn(github), { StringEquals: { "gitlab.com:sub": "a" } }), open],
    ["a service account", sub(cluster, "system:serviceaccount:a:b", "StringEquals"), []],
    ["any service account", sub(cluster, "system:serviceaccount:*:*"), open],
    [
      "an identity pool",
      web("cognito-identity.amazonaws.com", { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1" } }),
      [],
    ],
    ["any identity pool", web("cognito-identity.amazonaws.com"), open],
    ["an audience at Google", web("accounts.google.com", { StringEquals: { "accounts.google.com:aud": "1" } }), open],
    ["every provider", allow("*", "sts:AssumeRoleWithWebIdentity"), open],
    ["every provider, written so", web("*"), open],
    [
      "every provider, one subject",
      allow("*", "sts:AssumeRoleWithWebIdentity", { StringEquals: { [`${github}:sub`]: "repo:a/b" } }),
      [],
    ],
    ["every provider, of the organisation", allow("*", "sts:AssumeRoleWithWebIdentity", organisation), []],
    ["SAML", allow({ Federated: `arn:aws:iam::${own}:saml-provider/a` }, "sts:AssumeRoleWithSAML"), []],
  ])("%s", (_, statement, expected) => {
    expect(issues(statement)).toEqual(expected);
  });

  it("tells the providers", () => {
    expect(judge(web(arn(github)), web("accounts.google.com")).providers).toEqual(["accounts.google.com", arn(github)]);
  });
});

it("is unknown of a document that cannot be read, with the reason", () => {
  const verdicts = judgeTrust(parseTrustPolicy("{"), around);
  expect(verdicts).toEqual({ state: "unknown", reason: "The policy document cannot be read: it is not valid JSON." });
});
