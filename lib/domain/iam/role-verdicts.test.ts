import { describe, expect, it } from "vitest";
import { compileRole, createCompilerCache } from "./compile-role.ts";
import { parsePolicyDocument } from "./parse-policy-document.ts";
import type { ControlLevels, RolePolicies, RolePolicy } from "./role-policies.ts";
import { unknownVerdicts, verdictsOfRights } from "./role-verdicts.ts";

const roleArn = "arn:aws:iam::123456789012:role/r";
type Statement = Readonly<Record<string, unknown>>;

function policy(source: string, ...statements: Statement[]): RolePolicy {
  const document = { Version: "2012-10-17", Statement: statements };
  return { source, documentHash: JSON.stringify(document), document: parsePolicyDocument(document) };
}

const allow = (action: string | string[], more: Statement = {}): Statement => ({
  Effect: "Allow",
  Action: action,
  Resource: "*",
  ...more,
});
const deny = (action: string | string[], more: Statement = {}): Statement => ({
  ...allow(action, more),
  Effect: "Deny",
});
const but = (effect: string, actions: string[], more: Statement = {}): Statement => ({
  Effect: effect,
  NotAction: actions,
  Resource: "*",
  ...more,
});

/** The verdicts of a role that stands under `limits`. */
function roleVerdicts(
  { limits = [], ...role }: RolePolicies & { readonly limits?: ControlLevels },
  cache = createCompilerCache(),
) {
  const compiled = compileRole(role, limits, cache);
  return compiled.state === "unread" ? unknownVerdicts(compiled) : verdictsOfRights(compiled.rights);
}

function judge(policies: RolePolicy[], boundary: RolePolicy | null = null, limits: RolePolicy[][] = []) {
  const verdicts = roleVerdicts({ roleArn, policies, boundary, limits });
  if (verdicts.admin.state === "unknown" || verdicts.wildcardServices.state === "unknown") return "unknown";
  return { admin: verdicts.admin.value, services: verdicts.wildcardServices.value };
}

const tls = { Condition: { Bool: { "aws:SecureTransport": "true" } } };
const tagged = { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } };
const writes = [
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:PassRole",
];
const admin = { admin: true, services: ["*"] };
const everyService = { admin: false, services: ["*"] };
const nothing = { admin: false, services: [] };
const only = (...services: string[]) => ({ admin: false, services });

describe("one or several policies", () => {
  it.each<[string, Statement[][], object]>([
    ["*", [[allow("*")]], admin],
    ["*:*", [[allow("*:*")]], admin],
    ["a list with *", [[allow(["s3:GetObject", "*"])]], admin],
    ["an equivalent of all resources", [[allow("*", { Resource: ["arn:aws:s3:::a", "arn:aws:*"] })]], admin],
    ["all resources with a question mark", [[allow("*", { Resource: "arn:aws:?*" })]], admin],
    ["NotResource of one bucket", [[allow("*", { Resource: undefined, NotResource: "arn:aws:s3:::audit/*" })]], admin],
    ["NotResource of IAM", [[allow("*", { Resource: undefined, NotResource: "arn:aws:iam::*:*" })]], everyService],
    ["NotResource of everything", [[allow("*", { Resource: undefined, NotResource: "*" })]], nothing],
    ["NotAction of a service that does not exist", [[but("Allow", ["nosuch:*"])]], admin],
    ["halves in two policies", [[but("Allow", ["iam:*"])], [allow("iam:*")]], admin],
    ["TLS, which every call uses", [[allow("*", tls)]], admin],
    ["a tag, which not every call has", [[allow("*", tagged)]], nothing],
    ["NotAction on a few services", [[but("Allow", ["iam:*", "organizations:*", "account:*"])]], everyService],
    ["a Deny on reading", [[allow("*"), deny("s3:GetObject")]], admin],
    ["a Deny on some IAM writes", [[allow("*"), deny(writes.slice(1))]], admin],
    ["a Deny on all widening IAM writes", [[allow("*")], [deny(writes)]], everyService],
    ["a Deny on all of IAM", [[allow("*")], [deny("IAM:*")]], everyService],
    ["a Deny on all IAM resources", [[allow("*"), deny("iam:*", { Resource: "arn:aws:iam::*:*" })]], everyService],
    [
      "a Deny on all roles and policies",
      [[allow("*"), deny("*", { Resource: ["arn:aws:iam::123456789012:role/*", "arn:aws:iam::*:policy/*"] })]],
      everyService,
    ],
    [
      "a Deny on the roles of another account",
      [[allow("*"), deny("iam:*", { Resource: "arn:aws:iam::210987654321:*" })]],
      admin,
    ],
    ["a Deny on one role", [[allow("*"), deny("iam:*", { Resource: "arn:aws:iam::*:role/admin" })]], admin],
    [
      "a conditional Deny",
      [[allow("*"), deny("*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } })]],
      admin,
    ],
    [
      "a Region guard",
      [
        [
          allow("*"),
          but("Deny", ["iam:*"], { Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } } }),
        ],
      ],
      admin,
    ],
    ["a Deny on all but S3", [[allow("*"), but("Deny", ["s3:*"])]], only("s3")],
    ["a Deny on everything", [[allow("*")], [deny("*")]], nothing],
    ["all of IAM alone", [[allow("iam:*")]], only("iam")],
    ["nothing", [], nothing],
  ])("%s", (_, documents, expected) => {
    expect(judge(documents.map((statements, index) => policy(`inline:${index}`, ...statements)))).toEqual(expected);
  });
});

describe("whole services", () => {
  it.each<[string, Statement[], object]>([
    ["service:*", [allow("s3:*")], only("s3")],
    ["in any case", [allow("S3:*")], only("s3")],
    ["on one resource", [allow("dynamodb:*", { Resource: "arn:aws:dynamodb:*:*:table/a" })], only("dynamodb")],
    ["two, sorted", [allow(["sqs:*", "lambda:*"])], only("lambda", "sqs")],
    [
      "by wildcards that together cover it",
      [allow("abcdefghijklmnopqrstuvwxyz".split("").map((letter) => `lambda:${letter}*`))],
      only("lambda"),
    ],
    ["by a question mark", [allow("sq?:*")], only("sqs")],
    ["all but one action", [allow("s3:*"), deny("s3:DeleteBucket")], nothing],
    ["cancelled on one resource only", [allow("s3:*"), deny("s3:*", { Resource: "arn:aws:s3:::a/*" })], only("s3")],
    ["cancelled on all buckets", [allow("s3:*"), deny("s3:*", { Resource: "arn:aws:s3:::*" })], nothing],
    [
      "cancelled on the one bucket that it is on",
      [allow("s3:*", { Resource: "arn:aws:s3:::a/x*" }), deny("s3:*", { Resource: "arn:aws:s3:::a/*" })],
      nothing,
    ],
    [
      "cancelled on its one bucket by halves",
      [
        allow("s3:*", { Resource: "arn:aws:s3:::a*" }),
        deny("s3:*", { Resource: "arn:aws:s3:::a" }),
        deny("s3:*", { Resource: "arn:aws:s3:::a?*" }),
      ],
      nothing,
    ],
    [
      "cancelled on one bucket and on all but that one",
      [
        allow("s3:*"),
        deny("s3:*", { Resource: "arn:aws:s3:::a/*" }),
        deny("s3:*", { Resource: undefined, NotResource: "arn:aws:s3:::a/*" }),
      ],
      nothing,
    ],
    [
      "cancelled on longer names only",
      [allow("s3:*", { Resource: "arn:aws:s3:::a*" }), deny("s3:*", { Resource: "arn:aws:s3:::a?*" })],
      only("s3"),
    ],
    [
      "cancelled on one of its two buckets",
      [
        allow("s3:*", { Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"] }),
        deny("s3:*", { Resource: "arn:aws:s3:::a/*" }),
      ],
      only("s3"),
    ],
    [
      "cancelled on all but one bucket, which remains",
      [allow("s3:*"), deny("s3:*", { Resource: undefined, NotResource: "arn:aws:s3:::a/*" })],
      only("s3"),
    ],
    ["cancelled on a condition", [allow("s3:*"), deny("s3:*", tagged)], only("s3")],
    ["on a condition", [allow("s3:*", tagged)], nothing],
    ["over TLS", [allow("s3:*", { Condition: { NumericGreaterThanEquals: { "s3:TlsVersion": 1.2 } } })], only("s3")],
    ["for any principal", [allow("s3:*", { Condition: { StringLike: { "aws:PrincipalArn": "*" } } })], only("s3")],
    ["with too few actions", [allow("rds-data:*"), allow("execute-api:*")], only("rds-data")],
    ["reading alone", [allow(["s3:Get*", "s3:List*"])], nothing],
    ["one action", [allow("s3:GetObject")], nothing],
    ["of every action, whatever the resource", [allow("*", { Resource: "arn:aws:s3:::a/*" })], everyService],
    [
      "all buckets as a literal star, which is none",
      [allow("*", { Resource: `\${*}` }), deny("s3:*", { Resource: `\${*}` })],
      everyService,
    ],
    ["a service that is not known", [allow("nosuch:*")], nothing],
    [
      "the name of a variable that holds no wildcard",
      [allow("s3:*", { Resource: `arn:aws:s3:::\${aws:userid}/*` })],
      only("s3"),
    ],
  ])("%s", (_, statements, expected) => {
    expect(judge([policy("inline:a", ...statements)])).toEqual(expected);
  });
});

describe("permissions boundary", () => {
  it.each<[string, Statement[], Statement[], object]>([
    ["as wide", [allow("*")], [allow("*")], admin],
    ["one service", [allow("*")], [allow("s3:*")], only("s3")],
    [
      "as wide, beside a Deny on one bucket",
      [allow("s3:*"), deny("s3:*", { Resource: "arn:aws:s3:::a/*" })],
      [allow("*")],
      only("s3"),
    ],
    ["another service", [allow("s3:*")], [allow("sqs:*")], nothing],
    ["grants nothing itself", [allow("s3:GetObject")], [allow("*")], nothing],
    [
      "other resources",
      [allow("s3:*", { Resource: "arn:aws:s3:::a/*" })],
      [allow("s3:*", { Resource: "arn:aws:s3:::b/*" })],
      nothing,
    ],
    [
      "some of the resources",
      [allow("s3:*", { Resource: "arn:aws:s3:::a*" })],
      [allow("s3:*", { Resource: "arn:aws:s3:::*b" })],
      only("s3"),
    ],
    [
      "all but the resources",
      [allow("s3:*", { Resource: "arn:aws:s3:::a/*" })],
      [allow("*", { Resource: undefined, NotResource: "arn:aws:s3:::a*" })],
      nothing,
    ],
    ["on a condition", [allow("s3:*")], [allow("*", tagged)], nothing],
    ["a Deny in it", [allow("*")], [allow("*"), deny("iam:*")], everyService],
  ])("%s", (_, statements, boundary, expected) => {
    expect(
      judge([policy("inline:a", ...statements)], policy("arn:aws:iam::123456789012:policy/b", ...boundary)),
    ).toEqual(expected);
  });
});

describe("service control policies", () => {
  const scp = (...statements: Statement[]) => policy("arn:aws:organizations::aws:policy/p", ...statements);
  const full = scp(allow("*"));
  it.each<[string, Statement[], RolePolicy[][], object]>([
    ["none", [allow("*")], [], admin],
    ["as wide at each level", [allow("*")], [[full], [full, scp(allow("s3:*"))], [full]], admin],
    ["halves at one level", [allow("*")], [[full], [scp(allow("iam:*")), scp(but("Allow", ["iam:*"]))]], admin],
    ["one service at one level", [allow("*")], [[full], [scp(allow("s3:*"))]], only("s3")],
    ["different services at two levels", [allow("*")], [[scp(allow("s3:*"))], [scp(allow("sqs:*"))]], nothing],
    ["a level without a document", [allow("*")], [[full], []], nothing],
    ["a Deny at one level", [allow("*")], [[full], [full, scp(deny("iam:*"))]], everyService],
    ["grants nothing itself", [allow("s3:GetObject")], [[full]], nothing],
    [
      "two levels that share a resource with the policy, but not with each other",
      [allow("s3:*", { Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"] })],
      [[scp(allow("*", { Resource: "arn:aws:s3:::a/*" }))], [scp(allow("*", { Resource: "arn:aws:s3:::b/*" }))]],
      nothing,
    ],
  ])("%s", (_, statements, limits, expected) => {
    expect(judge([policy("inline:a", ...statements)], null, limits)).toEqual(expected);
  });

  it("cut together with the boundary", () => {
    const boundary = policy("arn:aws:iam::123456789012:policy/b", allow(["s3:*", "sqs:*"]));
    expect(judge([policy("inline:a", allow("*"))], boundary, [[scp(allow(["s3:*", "sns:*"]))]])).toEqual(only("s3"));
  });

  it("are part of what is compiled once", () => {
    const cache = createCompilerCache();
    const policies = [policy("inline:a", allow("*"))];
    const value = (limits: RolePolicy[][]) => {
      const { admin: verdict } = roleVerdicts({ roleArn, policies, boundary: null, limits }, cache);
      return verdict.state === "known" && verdict.value;
    };
    expect([value([]), value([[full]]), value([[]]), value([[full], []])]).toEqual([true, true, false, false]);
  });
});

describe("what is not known", () => {
  const broken: RolePolicy = {
    source: "inline:broken",
    documentHash: "x",
    document: { kind: "error", message: "It is not valid JSON." },
  };
  it.each<[string, RolePolicy[], RolePolicy | null, RolePolicy[][]]>([
    ["a policy", [policy("inline:a", allow("s3:*")), broken], null, []],
    ["a policy of an admin, since it may hold a Deny", [policy("inline:a", allow("*")), broken], null, []],
    ["the boundary", [policy("inline:a", allow("*"))], broken, []],
    ["a service control policy", [policy("inline:a", allow("*"))], null, [[policy("p", allow("*"))], [broken]]],
  ])("%s makes both verdicts unknown", (_, policies, boundary, limits) => {
    const verdicts = roleVerdicts({ roleArn, policies, boundary, limits });
    const unknown = { state: "unknown", reason: "inline:broken: It is not valid JSON." };
    expect(verdicts).toEqual({ admin: unknown, wildcardServices: unknown });
  });
});

describe("evidence", () => {
  const evidence = (...policies: RolePolicy[]) => {
    const { wildcardServices, admin: adminVerdict } = roleVerdicts({ roleArn, policies, boundary: null });
    if (wildcardServices.state === "unknown" || adminVerdict.state === "unknown") throw new Error("unknown");
    return { admin: adminVerdict.evidence, wildcardServices: wildcardServices.evidence };
  };

  it("names each statement that alone proves an admin, and no bystander", () => {
    const found = evidence(policy("inline:z", allow("*")), policy("inline:a", allow("logs:*"), allow("*", tls)));
    const expected = [
      { source: "inline:a", statement: allow("*", tls) },
      { source: "inline:z", statement: allow("*") },
    ];
    expect(found).toEqual({ admin: expected, wildcardServices: expected });
  });

  it("names the statements that prove only together", () => {
    const found = evidence(
      policy("inline:a", allow("iam:*"), allow("s3:GetObject")),
      policy("inline:b", but("Allow", ["iam:*"])),
    );
    expect(found.admin.map((entry) => entry.statement)).toEqual([allow("iam:*"), but("Allow", ["iam:*"])]);
  });

  it("names the statement of each service", () => {
    const found = evidence(
      policy("inline:a", allow("s3:GetObject"), allow("s3:*")),
      policy("arn:aws:iam::aws:policy/Q", allow("sqs:*")),
    );
    expect(found.wildcardServices).toEqual([
      { source: "arn:aws:iam::aws:policy/Q", statement: allow("sqs:*") },
      { source: "inline:a", statement: allow("s3:*") },
    ]);
    expect(found.admin).toEqual([]);
  });
});

describe("partitions and cache", () => {
  it("takes the ARNs of the role's own partition for all resources", () => {
    const policies = [policy("inline:a", allow("*", { Resource: "arn:aws-cn:*" }))];
    const cache = createCompilerCache();
    const value = (arn: string) => {
      const { admin: verdict } = roleVerdicts({ roleArn: arn, policies, boundary: null }, cache);
      return verdict.state === "known" && verdict.value;
    };
    expect(value("arn:aws-cn:iam::123456789012:role/r")).toBe(true);
    expect(value(roleArn)).toBe(false);
  });

  it("joins a set of documents once", () => {
    const cache = createCompilerCache();
    const policies = [policy("inline:a", allow("s3:*")), policy("inline:b", allow("sqs:*"))];
    const first = compileRole({ roleArn, policies, boundary: null }, [], cache);
    const role = { roleArn: `${roleArn}2`, policies: [...policies].reverse(), boundary: null };
    expect(compileRole(role, [], cache)).toEqual(first);
    expect([cache.documents.size, cache.rights.size]).toEqual([2, 1]);
  });
});
