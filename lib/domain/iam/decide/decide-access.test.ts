import { describe, expect, it } from "vitest";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { DecidableRole, SourcedDocument } from "./access-decision.ts";
import { decideAccess } from "./decide-access.ts";

type Statement = Readonly<Record<string, unknown>>;
type Context = Readonly<Record<string, string | readonly string[]>>;

const roleArn = "arn:aws:iam::123456789012:role/r";
const object = "arn:aws:s3:::bucket/Key";

function sourced(source: string, form: unknown): SourcedDocument {
  const document = parsePolicyDocument(form);
  if (document.kind === "error") throw new Error(document.message);
  return { source, document };
}

const documentOf = (statements: readonly Statement[], version = "2012-10-17") => ({
  Version: version,
  Statement: statements,
});
const policy = (source: string, ...statements: Statement[]) => sourced(source, documentOf(statements));
const role = (...statements: Statement[]): DecidableRole => ({
  roleArn,
  policies: [policy("inline:a", ...statements)],
  boundary: null,
  limits: [],
});
const allow = (Action: string | string[], Resource: string | string[] = "*", more: Statement = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: string | string[], Resource: string | string[] = "*", more: Statement = {}): Statement => ({
  ...allow(Action, Resource, more),
  Effect: "Deny",
});
const when = (operator: string, key: string, value: unknown): Statement => ({
  Condition: { [operator]: { [key]: value } },
});

function answer(statements: Statement[], action = "s3:GetObject", resource = object, context: Context = {}) {
  return decideAccess(role(...statements), { action, resource, context }).answer;
}

describe("actions", () => {
  it.each<[string, Statement, string, "allowed" | "denied"]>([
    ["the action", allow("s3:GetObject"), "s3:GetObject", "allowed"],
    ["in any case", allow("S3:getOBJECT"), "s3:GetObject", "allowed"],
    ["asked in any case", allow("s3:GetObject"), "S3:GETOBJECT", "allowed"],
    ["another", allow("s3:GetObject"), "s3:PutObject", "denied"],
    ["one of a list", allow(["sqs:*", "s3:Get*"]), "s3:GetObject", "allowed"],
    ["a wildcard in the middle", allow("s3:*Obj*t"), "s3:GetObject", "allowed"],
    ["a question mark", allow("s3:GetObjec?"), "s3:GetObject", "allowed"],
    ["a question mark is one character", allow("s3:GetObject?"), "s3:GetObject", "denied"],
    ["*", allow("*"), "s3:GetObject", "allowed"],
    ["*:*", allow("*:*"), "s3:GetObject", "allowed"],
    ["a wildcard in the service prefix", allow("s?:Get*"), "s3:GetObject", "allowed"],
    ["a prefix of the name without a wildcard", allow("s3:Get"), "s3:GetObject", "denied"],
    ["NotAction of another", { ...allow("x"), Action: undefined, NotAction: "iam:*" }, "s3:GetObject", "allowed"],
    ["NotAction of it", { ...allow("x"), Action: undefined, NotAction: ["s3:*"] }, "s3:GetObject", "denied"],
    [
      "NotAction of what does not exist",
      { ...allow("x"), Action: undefined, NotAction: "nosuch:*" },
      "s3:GetObject",
      "allowed",
    ],
    ["an action newer than the list", allow("s3:*"), "s3:InventTomorrow", "allowed"],
    [
      "NotAction, of a service newer than the list",
      { ...allow("x"), Action: undefined, NotAction: "iam:*" },
      "tomorrow:Invent",
      "allowed",
    ],
  ])("%s", (_, statement, action, expected) => {
    expect(answer([statement], action)).toBe(expected);
  });

  it("answers for all actions that a request names with wildcards", () => {
    expect(answer([allow("s3:*")], "s3:Get*")).toBe("allowed");
    expect(answer([allow("s3:GetObject*")], "s3:Get*")).toBe("conditional");
    expect(answer([allow("s3:Get?")], "s3:Get*")).toBe("conditional");
    expect(answer([allow("s3:Put*")], "s3:Get*")).toBe("denied");
  });
});

describe("resources", () => {
  const not = (...patterns: string[]): Statement => ({ ...allow("s3:*"), Resource: undefined, NotResource: patterns });
  it.each<[string, Statement, string, "allowed" | "denied"]>([
    ["the ARN", allow("s3:*", object), object, "allowed"],
    ["case counts", allow("s3:*", object.toLowerCase()), object, "denied"],
    ["* crosses slashes and colons", allow("s3:*", "arn:aws:s3:::b*"), "arn:aws:s3:::bucket/a:b/c", "allowed"],
    ["? is one character", allow("s3:*", "arn:aws:s3:::bucket/?ey"), object, "allowed"],
    ["? is not none", allow("s3:*", "arn:aws:s3:::bucket/Key?"), object, "denied"],
    ["a bucket is not its objects", allow("s3:*", "arn:aws:s3:::bucket"), object, "denied"],
    ["one of a list", allow("s3:*", ["arn:aws:s3:::x", object]), object, "allowed"],
    ["all but others", not("arn:aws:s3:::x*", "arn:aws:s3:::y*"), object, "allowed"],
    ["all but it", not("arn:aws:s3:::x*", "arn:aws:s3:::bucket/*"), object, "denied"],
    ["another partition's ARNs", allow("s3:*", "arn:aws-cn:s3:::*"), object, "denied"],
    ["a literal star", allow("s3:*", `arn:aws:s3:::bucket/\${*}`), object, "denied"],
    ["a literal dollar", allow("s3:*", `arn:aws:s3:::bucket/\${$}x`), "arn:aws:s3:::bucket/$x", "allowed"],
    ["the role's account", allow("s3:*", `arn:aws:s3:::bucket/\${aws:PrincipalAccount}/*`), object, "denied"],
    [
      "the role's account in the key",
      allow("s3:*", `arn:aws:s3:::bucket/\${aws:principalaccount}/*`),
      "arn:aws:s3:::bucket/123456789012/x",
      "allowed",
    ],
    ["a user's name, which a role has not", allow("s3:*", `arn:aws:s3:::bucket/\${aws:username}*`), object, "denied"],
    ["its default", allow("s3:*", `arn:aws:s3:::bucket/\${aws:username, 'Key'}`), object, "allowed"],
  ])("%s", (_, statement, resource, expected) => {
    expect(answer([statement], "s3:GetObject", resource)).toBe(expected);
  });

  it("leaves a variable of unknown value open, unless the rest decides", () => {
    const own = allow("s3:*", `arn:aws:s3:::bucket/\${aws:PrincipalTag/team}/*`);
    expect(answer([own], "s3:GetObject", "arn:aws:s3:::bucket/x/y")).toBe("conditional");
    expect(answer([own], "s3:GetObject", "arn:aws:s3:::other/x/y")).toBe("denied");
    const told = (team: string) => ({ "aws:PrincipalTag/team": team });
    expect(answer([own], "s3:GetObject", "arn:aws:s3:::bucket/x/y", told("x"))).toBe("allowed");
    expect(answer([own], "s3:GetObject", "arn:aws:s3:::bucket/x/y", told("z"))).toBe("denied");
    expect(answer([own], "s3:GetObject", "arn:aws:s3:::bucket/x/y", told("*"))).toBe("denied");
  });

  it("has no variables in version 2008-10-17", () => {
    const statement = allow("s3:*", `arn:aws:s3:::bucket/\${aws:PrincipalAccount}`);
    const old = { ...role(), policies: [sourced("inline:a", documentOf([statement], "2008-10-17"))] };
    const ask = (resource: string) => decideAccess(old, { action: "s3:GetObject", resource }).answer;
    expect(ask("arn:aws:s3:::bucket/123456789012")).toBe("denied");
    expect(ask(`arn:aws:s3:::bucket/\${aws:PrincipalAccount}`)).toBe("allowed");
  });

  it("answers for all resources that a request names with wildcards", () => {
    const ask = (resource: string, ...statements: Statement[]) => answer(statements, "s3:GetObject", resource);
    expect(ask("*", allow("s3:*"))).toBe("allowed");
    expect(ask("*", allow("s3:*", "arn:aws:*"))).toBe("allowed");
    expect(ask("*", allow("s3:*", "arn:aws:s3:::bucket/*"))).toBe("conditional");
    expect(ask("arn:aws:s3:::bucket/*", allow("s3:*", "arn:aws:s3:::b*"))).toBe("allowed");
    expect(ask("arn:aws:s3:::bucket/*", allow("s3:*", "arn:aws:s3:::other/*"))).toBe("denied");
    expect(ask("arn:aws:s3:::a*", allow("s3:*", "arn:aws:s3:::a"), allow("s3:*", "arn:aws:s3:::a?*"))).toBe("allowed");
    expect(ask("arn:aws:s3:::a*", allow("s3:*"), deny("s3:*", "arn:aws:s3:::*b"))).toBe("conditional");
    expect(ask("arn:aws:s3:::a*", allow("s3:*", "arn:aws:s3:::ab*"), deny("s3:*", "arn:aws:s3:::ab*"))).toBe("denied");
  });

  it("asks for an action that knows no resources on “*” alone", () => {
    const buckets = (Resource: string) =>
      answer([allow("s3:ListAllMyBuckets", Resource)], "s3:ListAllMyBuckets", object);
    expect(buckets("*")).toBe("allowed");
    expect(buckets("arn:aws:s3:::*")).toBe("denied");
  });

  it("never lets a role reach into another partition", () => {
    const decision = decideAccess(role(allow("*")), { action: "s3:GetObject", resource: "arn:aws-cn:s3:::a/b" });
    expect(decision).toMatchObject({ answer: "denied", explicitDeny: false, because: [] });
    expect(decision.sentence).toContain("the resource in aws-cn");
  });
});

describe("Deny", () => {
  const everything = allow("*");
  it.each<[string, Statement[], "allowed" | "denied" | "conditional"]>([
    ["wins over Allow", [deny("s3:Get*"), everything], "denied"],
    ["of another action", [everything, deny("s3:Put*")], "allowed"],
    ["of another resource", [everything, deny("s3:*", "arn:aws:s3:::other/*")], "allowed"],
    ["of the resource", [everything, deny("*", "arn:aws:s3:::bucket/*")], "denied"],
    ["of all but a service", [everything, { Effect: "Deny", NotAction: "iam:*", Resource: "*" }], "denied"],
    ["of all but its service", [everything, { Effect: "Deny", NotAction: "s3:*", Resource: "*" }], "allowed"],
    ["of all but the bucket", [everything, { Effect: "Deny", Action: "*", NotResource: `${object}*` }], "allowed"],
    ["without TLS, which is used", [everything, deny("*", "*", when("Bool", "aws:SecureTransport", false))], "allowed"],
    ["without MFA", [everything, deny("*", "*", when("Bool", "aws:MultiFactorAuthPresent", "false"))], "conditional"],
    [
      "of every role but this one",
      [everything, deny("*", "*", when("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/r"))],
      "allowed",
    ],
    [
      "of this role among others",
      [everything, deny("*", "*", when("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/*"))],
      "denied",
    ],
    ["of a user", [everything, deny("*", "*", when("StringEquals", "aws:PrincipalType", "User"))], "allowed"],
    [
      "outside a Region, with a service left out",
      [
        everything,
        { ...deny("*"), Action: undefined, NotAction: "s3:*", ...when("StringNotEquals", "aws:RequestedRegion", "x") },
      ],
      "allowed",
    ],
  ])("%s", (_, statements, expected) => {
    expect(answer(statements)).toBe(expected);
  });

  it("reads Region and account of the call from the ARN", () => {
    const guard = deny("*", "*", when("StringNotEquals", "aws:RequestedRegion", ["eu-west-1"]));
    const queue = (region: string, account: string) => `arn:aws:sqs:${region}:${account}:q`;
    const ask = (statement: Statement, resource: string) =>
      answer([everything, statement], "sqs:SendMessage", resource);
    expect(ask(guard, queue("eu-west-1", "123456789012"))).toBe("allowed");
    expect(ask(guard, queue("us-east-1", "123456789012"))).toBe("denied");
    const abroad = deny("*", "*", when("StringNotEquals", "aws:ResourceAccount", `\${aws:PrincipalAccount}`));
    expect(ask(abroad, queue("eu-west-1", "123456789012"))).toBe("allowed");
    expect(ask(abroad, queue("eu-west-1", "210987654321"))).toBe("denied");
    expect(ask(abroad, "arn:aws:sqs:*:*:q")).toBe("conditional");
  });
});

describe("conditions of an Allow", () => {
  const tagged = allow("s3:*", "*", when("StringEquals", "aws:ResourceTag/team", "a"));
  it.each<[string, Statement, Context, "allowed" | "denied" | "conditional"]>([
    ["unknown", tagged, {}, "conditional"],
    ["told to be met", tagged, { "AWS:resourcetag/TEAM": "a" }, "allowed"],
    ["told to be unmet", tagged, { "aws:ResourceTag/team": "A" }, "denied"],
    ["told to be absent", tagged, { "aws:ResourceTag/team": [] }, "denied"],
    ["TLS", allow("s3:*", "*", when("Bool", "aws:SecureTransport", "true")), {}, "allowed"],
    [
      "TLS, told otherwise",
      allow("s3:*", "*", when("Bool", "aws:SecureTransport", "true")),
      { "aws:SecureTransport": "false" },
      "denied",
    ],
    [
      "a TLS version that all use",
      allow("s3:*", "*", when("NumericGreaterThanEquals", "s3:TlsVersion", 1.2)),
      {},
      "allowed",
    ],
    [
      "any address, told one",
      allow("s3:*", "*", when("IpAddress", "aws:SourceIp", "0.0.0.0/0")),
      { "aws:SourceIp": "::1" },
      "denied",
    ],
  ])("%s", (_, statement, context, expected) => {
    expect(answer([statement], "s3:GetObject", object, context)).toBe(expected);
  });

  it("reads the service to which a role is passed", () => {
    const pass = allow("iam:PassRole", "*", when("StringEquals", "iam:PassedToService", "lambda.amazonaws.com"));
    const ask = (context: Context) => answer([pass], "iam:PassRole", "arn:aws:iam::123456789012:role/x", context);
    expect(ask({ "iam:PassedToService": "lambda.amazonaws.com" })).toBe("allowed");
    expect(ask({ "iam:PassedToService": "ec2.amazonaws.com" })).toBe("denied");
    expect(ask({})).toBe("conditional");
  });

  it("must hold together, of several operators and keys", () => {
    const both = allow("s3:*", "*", {
      Condition: { StringEquals: { "x:a": "1", "x:b": "2" }, Bool: { "x:c": true } },
    });
    const ask = (context: Context) => answer([both], "s3:GetObject", object, context);
    expect(ask({ "x:a": "1", "x:b": "2", "x:c": "true" })).toBe("allowed");
    expect(ask({ "x:a": "1", "x:b": "2" })).toBe("conditional");
    expect(ask({ "x:a": "1", "x:b": "3" })).toBe("denied");
  });
});

describe("boundary and service control policies", () => {
  const full = policy("p-full", allow("*"));
  const s3Only = policy("p-s3", allow("s3:*"));
  const sqsOnly = policy("p-sqs", allow("sqs:*"));
  const tagged = policy("p-tagged", allow("*", "*", when("StringEquals", "aws:PrincipalOrgID", "o-1")));
  const allButSqs = policy("p-guard", allow("*"), { Effect: "Deny", NotAction: "sqs:*", Resource: "*" });
  const allButS3 = policy("p-guard", allow("*"), { Effect: "Deny", NotAction: "s3:*", Resource: "*" });
  const noReads = policy("p-no", allow("*"), deny("s3:Get*"));
  it.each<[string, SourcedDocument | null, SourcedDocument[][], "allowed" | "denied" | "conditional", boolean]>([
    ["neither", null, [], "allowed", false],
    ["a boundary that holds it", s3Only, [], "allowed", false],
    ["a boundary that leaves it out", sqsOnly, [], "denied", false],
    ["a boundary on a condition", tagged, [], "conditional", false],
    ["a boundary that denies it", noReads, [], "denied", true],
    ["levels that all hold it", full, [[full], [sqsOnly, s3Only], [full]], "allowed", false],
    ["one level that leaves it out", full, [[full], [sqsOnly]], "denied", false],
    ["one level without a document", full, [[full], []], "denied", false],
    ["one level that denies it", null, [[full], [full, noReads]], "denied", true],
    ["one level that denies all but it", null, [[full], [allButS3]], "allowed", false],
    ["one level that denies all but another service", null, [[full], [allButSqs]], "denied", true],
    ["one level on a condition", null, [[tagged], [full]], "conditional", false],
  ])("%s", (_, boundary, limits, expected, explicitDeny) => {
    const decided = decideAccess(
      { ...role(allow("s3:*")), boundary, limits },
      { action: "s3:GetObject", resource: object },
    );
    expect([decided.answer, decided.explicitDeny]).toEqual([expected, explicitDeny]);
  });

  it("gives nothing of its own", () => {
    const request = { action: "s3:GetObject", resource: object };
    expect(decideAccess({ ...role(allow("sqs:*")), boundary: full, limits: [[full]] }, request).answer).toBe("denied");
    expect(decideAccess({ ...role(), policies: [], boundary: full }, request).answer).toBe("denied");
  });

  it("must share a resource with the policies", () => {
    const decide = (own: string, bound: string) =>
      decideAccess(
        { ...role(allow("s3:*", own)), boundary: policy("p-b", allow("*", bound)) },
        { action: "s3:GetObject", resource: "*" },
      ).answer;
    expect(decide("arn:aws:s3:::a/*", "arn:aws:s3:::b/*")).toBe("denied");
    expect(decide("arn:aws:s3:::a*", "arn:aws:s3:::*b")).toBe("conditional");
  });
});

describe("forms of documents", () => {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: allow("s3:GetObject", object) });
  it.each([
    ["JSON text", text],
    ["URL-encoded", encodeURIComponent(text)],
    ["one statement", JSON.parse(text)],
    ["lists of one", documentOf([allow(["s3:GetObject"], [object])])],
  ])("%s", (_, form) => {
    const read = { ...role(), policies: [sourced("inline:a", form)] };
    expect(decideAccess(read, { action: "s3:GetObject", resource: object }).answer).toBe("allowed");
  });
});
