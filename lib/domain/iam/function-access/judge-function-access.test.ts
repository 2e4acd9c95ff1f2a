import { describe, expect, it } from "vitest";
import type { Json } from "#lib/domain/fleet/observed.ts";
import {
  allow,
  arn,
  base,
  denied,
  deny,
  grantsFor,
  judge,
  known,
  org,
  own,
  policy,
  root,
  sibling,
  stranger,
  when,
} from "./function-policies.fixture.ts";
import { type FunctionAccessInput, judgeFunctionAccess } from "./judge-function-access.ts";

describe("strangers", () => {
  it.each<[string, Json[], "yes" | "limited" | "no"]>([
    ["nobody", [], "no"],
    ["everyone", [allow({ Principal: "*" })], "yes"],
    ["everyone as an object", [allow({ Principal: { AWS: "*" } })], "yes"],
    ["everyone in a list", [allow({ Principal: { AWS: [root(stranger), "*"] } })], "yes"],
    ["everyone but a few", [allow({ NotPrincipal: { AWS: root(stranger) } })], "yes"],
    ["by a wildcard in the action", [allow({ Principal: "*", Action: "lambda:*" })], "yes"],
    ["by a wildcard in the middle", [allow({ Principal: "*", Action: "LAMBDA:Invoke?unction" })], "yes"],
    ["by NotAction", [{ Effect: "Allow", Principal: "*", NotAction: "lambda:GetPolicy", Resource: arn }], "yes"],
    ["by NotAction that names it", [{ Effect: "Allow", Principal: "*", NotAction: "lambda:*", Resource: arn }], "no"],
    ["one statement that is no list", [allow({ Principal: "*" })], "yes"],
    ["to change it only", [allow({ Principal: "*", Action: "lambda:UpdateFunctionCode" })], "yes"],
    ["to read it only", [allow({ Principal: "*", Action: "lambda:GetFunction" })], "no"],
    ["TLS", [allow({ Principal: "*", ...when("Bool", "aws:SecureTransport", "true") })], "yes"],
    [
      "a header that the caller chooses",
      [allow({ Principal: "*", ...when("StringLike", "aws:UserAgent", "x*") })],
      "yes",
    ],
    ["a network", [allow({ Principal: "*", ...when("IpAddress", "aws:SourceIp", "192.0.2.0/24") })], "limited"],
    ["every address", [allow({ Principal: "*", ...when("IpAddress", "aws:SourceIp", "0.0.0.0/0") })], "yes"],
    ["a source", [allow({ Principal: "*", ...when("ArnLike", "aws:SourceArn", "arn:aws:s3:::b") })], "limited"],
    ["an organisation", [allow({ Principal: "*", ...org("o-1") })], "no"],
    ["any organisation", [allow({ Principal: "*", ...when("StringLike", "aws:PrincipalOrgID", "o-*") })], "yes"],
    [
      "a path of any organisation",
      [allow({ Principal: "*", ...when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-1/*", "o-*/r-1/*"]) })],
      "yes",
    ],
    ["IfExists", [allow({ Principal: "*", ...when("StringEqualsIfExists", "aws:PrincipalOrgID", "o-1") })], "yes"],
    ["one account", [allow({ Principal: "*", ...when("StringEquals", "aws:PrincipalAccount", own) })], "no"],
    ["a Deny for everyone", [allow({ Principal: "*" }), deny({ Principal: "*" })], "no"],
    ["a Deny of all actions", [allow({ Principal: "*" }), deny({ Principal: "*", Action: "*" })], "no"],
    ["a Deny of another action", [allow({ Principal: "*" }), deny({ Principal: "*", Action: "lambda:Get*" })], "yes"],
    ["a Deny of another resource", [allow({ Principal: "*" }), deny({ Principal: "*", Resource: `${arn}2` })], "yes"],
    ["a Deny for somebody", [allow({ Principal: "*" }), deny({ Principal: { AWS: root(stranger) } })], "yes"],
    ["a Deny for all but somebody", [allow({ Principal: "*" }), deny({ NotPrincipal: { AWS: root(own) } })], "limited"],
    [
      "a Deny without TLS",
      [allow({ Principal: "*" }), deny({ Principal: "*", ...when("Bool", "aws:SecureTransport", "false") })],
      "yes",
    ],
    [
      "a Deny outside an organisation",
      [allow({ Principal: "*" }), deny({ Principal: "*", ...when("StringNotEquals", "aws:PrincipalOrgID", "o-1") })],
      "no",
    ],
    [
      "a Deny outside a network",
      [allow({ Principal: "*" }), deny({ Principal: "*", ...when("NotIpAddress", "aws:SourceIp", "192.0.2.0/24") })],
      "limited",
    ],
    ["a statement for another function", [allow({ Principal: "*", Resource: `${arn}-2` })], "no"],
    ["a statement for all versions", [allow({ Principal: "*", Resource: `${arn}:*` })], "yes"],
  ])("%s", (_, statements, verdict) => {
    expect(judge(statements).public.verdict).toBe(verdict);
  });
});

describe("accounts", () => {
  const standing = (statements: Json[], more: Partial<FunctionAccessInput> = {}) =>
    grantsFor(statements, more).map(({ caller, verdict }) => [caller.kind === "account" && caller.standing, verdict]);

  it.each<[string, Json, Partial<FunctionAccessInput>, [string, string]]>([
    ["its own", allow({ Principal: { AWS: root(own) } }), {}, ["own", "open"]],
    ["one of the fleet", allow({ Principal: { AWS: sibling } }), {}, ["known", "open"]],
    ["one of the fleet, unquoted", allow({ Principal: { AWS: Number(sibling) } }), {}, ["known", "open"]],
    ["a stranger", allow({ Principal: { AWS: root(stranger) } }), {}, ["foreign", "open"]],
    ["a stranger's role", allow({ Principal: { AWS: `arn:aws:iam::${stranger}:role/r` } }), {}, ["foreign", "open"]],
    [
      "a stranger in an organisation",
      allow({ Principal: { AWS: stranger }, ...org("o-1") }),
      {},
      ["organisation", "limited"],
    ],
    [
      "a stranger in ours",
      allow({ Principal: { AWS: stranger }, ...org("o-1") }),
      { organisationId: "o-1" },
      ["organisation", "limited"],
    ],
    [
      "a stranger in another",
      allow({ Principal: { AWS: stranger }, ...org("o-1") }),
      { organisationId: "o-2" },
      ["foreign", "limited"],
    ],
    [
      "a stranger in ours or another",
      allow({ Principal: { AWS: stranger }, ...org(["o-1", "o-2"]) }),
      { organisationId: "o-1" },
      ["foreign", "limited"],
    ],
    [
      "a stranger by an organisation's path",
      allow({ Principal: { AWS: stranger }, ...when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/r-1/*") }),
      { organisationId: "o-1" },
      ["organisation", "limited"],
    ],
    [
      "a stranger from a network",
      allow({ Principal: { AWS: stranger }, ...when("IpAddress", "aws:SourceIp", "192.0.2.1/32") }),
      {},
      ["foreign", "limited"],
    ],
    [
      "a stranger who must be of another account",
      allow({ Principal: { AWS: stranger }, ...when("StringEquals", "aws:PrincipalAccount", own) }),
      {},
      ["foreign", "none"],
    ],
    [
      "everyone of a stranger's account",
      allow({ Principal: "*", ...when("StringEquals", "aws:PrincipalAccount", stranger) }),
      {},
      ["foreign", "limited"],
    ],
    [
      "everyone by a stranger's ARN",
      allow({ Principal: "*", ...when("ArnLike", "aws:PrincipalArn", `arn:aws:iam::${stranger}:role/*`) }),
      {},
      ["foreign", "limited"],
    ],
  ])("%s", (_, statement, more, expected) => {
    expect(standing([statement], more)).toEqual([expected]);
  });

  it("loses what a Deny for it, its account or all but others takes", () => {
    const role = { AWS: `arn:aws:iam::${stranger}:role/r` };
    const taken = (by: Json) => standing([allow({ Principal: role }), by])[0]?.[1];
    expect(taken(deny({ Principal: role }))).toBe("none");
    expect(taken(deny({ Principal: { AWS: root(stranger) } }))).toBe("none");
    expect(taken(deny({ Principal: { AWS: stranger } }))).toBe("none");
    expect(taken(deny({ NotPrincipal: { AWS: root(own) } }))).toBe("none");
    expect(taken(deny({ NotPrincipal: { AWS: root(stranger) } }))).toBe("open");
    expect(taken(deny({ NotPrincipal: role }))).toBe("open");
    expect(taken(deny({ Principal: { AWS: `arn:aws:iam::${stranger}:role/other` } }))).toBe("open");
  });

  it("tells what it may: run, change, read, each as far as no Deny takes it", () => {
    const grants = grantsFor([
      allow({ Principal: { AWS: stranger }, Action: "lambda:*" }),
      deny({ Principal: "*", Action: ["lambda:Update*", "lambda:Put*", "lambda:Delete*"] }),
    ]);
    expect(grants.map(({ right, verdict }) => [right, verdict])).toEqual([
      ["invoke", "open"],
      ["invokeUrl", "open"],
      ["change", "open"],
      ["read", "open"],
    ]);
    expect(grants[2]?.actions).toEqual([
      "lambda:AddPermission",
      "lambda:CreateAlias",
      "lambda:CreateFunctionUrlConfig",
      "lambda:PublishVersion",
      "lambda:RemovePermission",
    ]);
  });

  it("nobody is a deleted identity", () => {
    expect(grantsFor([allow({ Principal: { AWS: "AIDAEXAMPLEEXAMPLEEXA" } })])).toMatchObject([
      { caller: { kind: "other" }, verdict: "none", principal: "AIDAEXAMPLEEXAMPLEEXA" },
    ]);
  });
});

describe("services", () => {
  const service = (more: Record<string, Json>, name = "sns") => {
    const [grant] = grantsFor([allow({ Principal: { Service: `${name}.amazonaws.com` }, ...more })]);
    return grant?.caller.kind === "service" ? grant.caller : expect.fail("no service");
  };
  const topic = (account: string) => `arn:aws:sns:eu-west-1:${account}:orders`;

  it.each<[string, Record<string, Json>, boolean, string | null]>([
    ["without a condition", {}, false, null],
    ["its topic", when("ArnLike", "AWS:SourceArn", topic(own)), true, "own"],
    ["its account", when("StringEquals", "aws:SourceAccount", own), true, "own"],
    ["its account, unquoted", when("StringEquals", "aws:SourceAccount", Number(own)), true, "own"],
    [
      "the function's account by a variable",
      when("StringEquals", "aws:SourceAccount", `\${aws:ResourceAccount}`),
      true,
      "own",
    ],
    ["another account of the fleet", when("StringEquals", "aws:SourceAccount", sibling), true, "known"],
    ["a stranger's topic", when("ArnEquals", "aws:SourceArn", topic(stranger)), true, "foreign"],
    ["one of two accounts", when("StringEquals", "aws:SourceAccount", [own, stranger]), true, "foreign"],
    ["a topic of any account", when("ArnLike", "aws:SourceArn", topic("*")), false, null],
    ["a topic among which one is anybody's", when("ArnLike", "aws:SourceArn", [topic(own), topic("*")]), false, null],
    ["any account", when("StringLike", "aws:SourceAccount", "*"), false, null],
    ["accounts that begin alike", when("StringLike", "aws:SourceAccount", "1111*"), false, null],
    ["a test that an absent key meets", when("StringEqualsIfExists", "aws:SourceAccount", own), false, null],
    ["ForAllValues", when("ForAllValues:StringEquals", "aws:SourceAccount", own), false, null],
    ["a negated test", when("StringNotEquals", "aws:SourceAccount", stranger), false, null],
    ["an organisation", when("StringEquals", "aws:SourceOrgID", "o-1"), true, null],
    ["an organisation's path", when("ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-1/r-1/*"), true, null],
    ["any organisation's path", when("ForAnyValue:StringLike", "aws:SourceOrgPaths", "*/r-1/*"), false, null],
    ["a token", when("StringEquals", "lambda:EventSourceToken", "t"), true, null],
    ["TLS", when("Bool", "aws:SecureTransport", "true"), false, null],
  ])("%s", (_, condition, hasSource, sourceStanding) => {
    expect(service(condition)).toMatchObject({ service: "sns", sendsSource: true, hasSource, sourceStanding });
  });

  it("a bucket is named without an account", () => {
    expect(service(when("ArnLike", "aws:SourceArn", "arn:aws:s3:::b"), "s3")).toMatchObject({ hasSource: true });
    expect(service(when("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"), "s3")).toMatchObject({ hasSource: false });
    expect(service(when("ArnLike", "aws:SourceArn", "arn:aws:s3:::b-*"), "s3")).toMatchObject({ hasSource: true });
  });

  it("a Deny of other sources is a source, too", () => {
    const [grant] = grantsFor([
      allow({ Principal: { Service: "sns.amazonaws.com" } }),
      deny({ Principal: "*", ...when("StringNotEquals", "aws:SourceAccount", own) }),
    ]);
    expect(grant?.caller).toMatchObject({ hasSource: true, sourceAccountIds: [own] });
  });

  it("is not held to keys that AWS does not say it sends", () => {
    expect(service({}, "alexa-appkit")).toMatchObject({ service: "alexa-appkit", sendsSource: false });
    expect(service({}, "logs.eu-west-1")).toMatchObject({ service: "logs", sendsSource: true });
  });

  it("keeps an event source token to itself", () => {
    const [grant] = grantsFor([
      allow({
        Principal: { Service: "alexa-appkit.amazonaws.com" },
        ...when("StringEquals", "lambda:EventSourceToken", "geheim"),
      }),
    ]);
    expect(grant?.conditions).toEqual(["the caller shows the event source token"]);
  });
});

describe("what is not known", () => {
  it("of policies makes every qualifier unknown", () => {
    const access = judgeFunctionAccess({ ...base, policies: denied, aliases: known([{ name: "live", version: "1" }]) });
    expect(access.qualifiers.map(({ qualifier, unknown, public: open }) => [qualifier, unknown, open.verdict])).toEqual(
      [
        [null, denied.reason, "unknown"],
        ["live", denied.reason, "unknown"],
      ],
    );
  });

  it("of one policy leaves the others", () => {
    const policies = known<Record<string, Json>>({ "": policy(), live: "not a policy" });
    const { qualifiers } = judgeFunctionAccess({ ...base, policies });
    expect(qualifiers.map(({ public: open }) => open.verdict)).toEqual(["no", "unknown"]);
  });

  it("of aliases, URLs and versions is told", () => {
    const access = judgeFunctionAccess({
      ...base,
      aliases: denied,
      urls: denied,
      versions: known([{ version: "1" }, { version: "2" }, { version: "$LATEST" }]),
      policies: known({ "": policy(allow({ Principal: "*", Action: "lambda:InvokeFunctionUrl" })), 2: policy() }),
    });
    expect(access.unknown).toHaveLength(2);
    expect(access.unreadVersions).toEqual(["1"]);
    expect(access.qualifiers[0]?.public.verdict).toBe("unknown");
  });
});
