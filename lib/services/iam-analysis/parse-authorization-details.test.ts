import { describe, expect, it } from "vitest";
import { parseAuthorizationDetails } from "./parse-authorization-details.ts";

const account = "arn:aws:iam::123456789012:";
const reader = `${account}policy/reader`;
const trust = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
};
const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] };
const encoded = (value: object) => encodeURIComponent(JSON.stringify(value));

type Fields = Record<string, unknown>;
const role = (name: string, more: Fields = {}): Fields => ({
  RoleName: name,
  Arn: `${account}role/${name}`,
  AssumeRolePolicyDocument: trust,
  ...more,
});
const inline = (policyDocument: unknown) => ({
  RolePolicyList: [{ PolicyName: "own", PolicyDocument: policyDocument }],
});
const attached = (...arns: string[]) => ({ AttachedManagedPolicies: arns.map((arn) => ({ PolicyArn: arn })) });
const policy = (arn: string, policyDocument: unknown = document): Fields => ({
  Arn: arn,
  DefaultVersionId: "v2",
  PolicyVersionList: [
    { VersionId: "v1", IsDefaultVersion: false, Document: {} },
    { VersionId: "v2", IsDefaultVersion: true, Document: policyDocument },
  ],
});
const actionsOf = (json: unknown) =>
  parseAuthorizationDetails(json).roles.map(({ roleName, policies }) => [
    roleName,
    policies.flatMap(({ source, document: read }) =>
      read.kind === "policy" ? read.statements.map(({ actions }) => `${source} ${actions.patterns}`) : [`${source}!`],
    ),
  ]);

describe("forms of the file", () => {
  const page = { RoleDetailList: [role("r", attached(reader))], Policies: [policy(reader)] };
  const expected = [["r", [`${reader} s3:GetObject`]]];
  it.each<[string, unknown]>([
    ["one page", page],
    ["pages in a list", [page]],
    ["pages of several files", [[page], { RoleDetailList: [], Policies: [] }]],
    ["the policy on a later page", [{ RoleDetailList: page.RoleDetailList }, { Policies: page.Policies }]],
    ["users and groups, which are passed over", { ...page, UserDetailList: [{ UserName: "u" }], GroupDetailList: [1] }],
    ["a role that stands on two pages", [page, page]],
    [
      "the default version by its name",
      { ...page, Policies: [{ ...policy(reader), PolicyVersionList: [{ VersionId: "v2", Document: document }] }] },
    ],
    ["a URL-encoded document", { ...page, Policies: [policy(reader, encoded(document))] }],
    ["a document as text", { ...page, Policies: [policy(reader, JSON.stringify(document))] }],
  ])("%s", (_, json) => {
    expect(parseAuthorizationDetails(json).errors).toEqual([]);
    expect(actionsOf(json)).toEqual(expected);
  });

  it("lacks lists that are empty", () => {
    expect(parseAuthorizationDetails({ RoleDetailList: [role("r")] })).toMatchObject({
      roles: [{ roleName: "r", policies: [], boundary: null }],
      errors: [],
    });
    expect(parseAuthorizationDetails({ Policies: null })).toMatchObject({ roles: [], errors: [] });
  });

  it.each([{}, [], [1, "x"], "text", null, { Roles: [] }])("refuses %j, which is something else", (json) => {
    expect(() => parseAuthorizationDetails(json)).toThrow("neither roles nor policies");
  });

  it("reads inline policies, the boundary and the trust policy", () => {
    const boundary = { PermissionsBoundary: { PermissionsBoundaryArn: reader } };
    const [read] = parseAuthorizationDetails({
      RoleDetailList: [
        role("r", { ...inline(encoded(document)), ...boundary, AssumeRolePolicyDocument: encoded(trust) }),
      ],
      Policies: [policy(reader)],
    }).roles;
    expect(read?.policies.map(({ source }) => source)).toEqual(["inline:own"]);
    expect(read?.boundary).toMatchObject({ source: reader, document: { kind: "policy" } });
    expect(read?.trust).toMatchObject({ kind: "policy" });
  });
});

describe("what is damaged", () => {
  const errorsOf = (json: unknown) =>
    parseAuthorizationDetails(json).errors.map(({ subject, message }) => `${subject.replace(account, "")} ${message}`);

  it.each<[string, Fields, string[]]>([
    ["a role that is none", { RoleDetailList: [1] }, ["role 1 The role is not an object."]],
    ["a role without ARN", { RoleDetailList: [role("r"), {}] }, ["role 2 The role has no Arn."]],
    [
      "another ARN",
      { RoleDetailList: [role("r", { Arn: `${account}user/u` })] },
      ["user/u Its Arn is not the ARN of a role."],
    ],
    ["a list that is none", { RoleDetailList: {} }, ["RoleDetailList Its RoleDetailList is not a list."]],
    [
      "inline policies that are no list",
      { RoleDetailList: [role("r", { RolePolicyList: "x" })] },
      ["role/r Its RolePolicyList is not a list."],
    ],
    [
      "an attached policy without ARN",
      { RoleDetailList: [role("r", { AttachedManagedPolicies: [{}] })] },
      ["role/r An attached policy has no PolicyArn."],
    ],
    [
      "a trust policy",
      { RoleDetailList: [role("r", { AssumeRolePolicyDocument: "%7B" })] },
      ["role/r Trust policy: The policy document cannot be read: it is not valid JSON."],
    ],
    [
      "a managed policy",
      { Policies: [policy(reader, "%zz")] },
      ["policy/reader The policy document cannot be read: its URL encoding is broken."],
    ],
    [
      "no default version",
      { Policies: [{ Arn: reader, PolicyVersionList: [] }] },
      ["policy/reader Its default version is not in the file."],
    ],
    [
      "a policy twice, not the same",
      { Policies: [policy(reader), policy(reader, { ...document, Statement: [] })] },
      ["policy/reader The policy is in the file twice, with different documents."],
    ],
    [
      "a role twice, not the same",
      { RoleDetailList: [role("r"), role("r", inline(document))] },
      ["role/r The role is in the file twice, with different contents; the first is judged."],
    ],
    [
      "a document that nests deep",
      {
        Policies: [
          policy(
            reader,
            `{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","X":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
          ),
        ],
      },
      ["policy/reader The policy document cannot be read: statement 1 nests too deep."],
    ],
    [
      "an entry that is too long",
      { Policies: [policy(reader, { Statement: { Effect: "Allow", Action: "*", Resource: "*".repeat(3_000) } })] },
      ["policy/reader The policy document cannot be read: statement 1 has an entry of more than 2048 characters."],
    ],
    [
      "a document that is too long",
      { Policies: [policy(reader, " ".repeat(300_000))] },
      ["policy/reader The policy document cannot be read: it has more than 256000 characters."],
    ],
  ])("%s is one error, and the rest is read", (_, json, errors) => {
    const whole = role("whole");
    const page = {
      ...json,
      RoleDetailList: Array.isArray(json.RoleDetailList) ? json.RoleDetailList : (json.RoleDetailList ?? []),
    };
    expect(errorsOf([page, { RoleDetailList: [whole] }])).toEqual(errors);
    expect(actionsOf([page, { RoleDetailList: [whole] }])).toContainEqual(["whole", []]);
  });

  it.each<[string, Fields, string]>([
    ["an inline policy", inline({ Version: "2012-10-17" }), "inline:own"],
    ["an attached policy that is not in the file", attached(reader), reader],
  ])("keeps %s as a document that cannot be read", (_, more, source) => {
    const { roles, errors } = parseAuthorizationDetails({ RoleDetailList: [role("r", more)] });
    expect(roles[0]?.policies).toMatchObject([{ source, document: { kind: "error" } }]);
    expect(errors).toEqual([]);
  });
});
