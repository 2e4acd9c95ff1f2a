import { describe, expect, it } from "vitest";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { DecidableRole, SourcedDocument } from "./access-decision.ts";
import { decideAccess } from "./decide-access.ts";

type Statement = Readonly<Record<string, unknown>>;

const roleArn = "arn:aws:iam::123456789012:role/r";
const queue = "arn:aws:sqs:eu-west-1:123456789012:q";

function policy(source: string, ...statements: Statement[]): SourcedDocument {
  const document = parsePolicyDocument({ Version: "2012-10-17", Statement: statements });
  if (document.kind === "error") throw new Error(document.message);
  return { source, document };
}
const send: Statement = { Sid: "Send", Effect: "Allow", Action: "sqs:SendMessage", Resource: queue };
const everything: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
const role = (more: Partial<DecidableRole> = {}): DecidableRole => ({
  roleArn,
  policies: [policy("inline:a", send)],
  boundary: null,
  limits: [],
  ...more,
});
const ask = (asked: DecidableRole, action = "sqs:SendMessage", resource = queue) =>
  decideAccess(asked, { action, resource });

describe("the sentence", () => {
  const organisation = { Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-1", "o-2"] } } };
  const user = { Condition: { StringEquals: { "aws:PrincipalType": "User" } } };
  const guard = { Sid: "Guard", Effect: "Deny", Action: "sqs:*", Resource: "*" };
  const what = `sqs:SendMessage on ${queue}`;
  it.each<[string, DecidableRole, string]>([
    ["who allows", role(), `${what} is allowed by statement “Send” of inline:a.`],
    [
      "who denies",
      role({ boundary: policy("p-b", guard, everything) }),
      `${what} is denied by statement “Guard” of the permissions boundary p-b.`,
    ],
    [
      "each that denies",
      role({ policies: [policy("inline:a", send, guard)], limits: [[policy("p-scp", { ...guard, Sid: undefined })]] }),
      `${what} is denied by statement “Guard” of inline:a and the service control policy p-scp.`,
    ],
    [
      "that nothing allows",
      role({ policies: [policy("inline:a")] }),
      `${what} is denied: no statement of its policies allows it.`,
    ],
    ["that there are no policies", role({ policies: [] }), `${what} is denied: the role has no policies.`],
    [
      "what nearly allows",
      role({ policies: [policy("inline:a", { ...send, ...user })] }),
      `${what} is denied: no statement of its policies allows it, since statement “Send” of inline:a does so only where aws:PrincipalType is User.`,
    ],
    [
      "what the boundary lacks",
      role({ boundary: policy("p-b", { ...send, Action: "s3:*" }) }),
      `${what} is denied: its permissions boundary p-b leaves it out.`,
    ],
    [
      "each layer that lacks it",
      role({ limits: [[policy("p-full", everything)], [], [policy("p-s3", { ...send, Action: "s3:*" })]] }),
      `${what} is denied: level 2 of its service control policies has no document, which denies everything; no service control policy of level 3 allows it.`,
    ],
    [
      "what must hold",
      role({ policies: [policy("inline:a", { ...send, ...organisation })] }),
      `${what} is allowed only if aws:PrincipalOrgID is o-1 or o-2.`,
    ],
    [
      "what must hold of each layer, and of a Deny",
      role({
        policies: [policy("inline:a", { ...send, Resource: `\${aws:PrincipalTag/queue}` })],
        boundary: policy("p-b", { ...everything, Condition: { Null: { "aws:SourceVpce": false } } }),
        limits: [[policy("p-scp", everything, { ...guard, ...organisation })]],
      }),
      `${what} is allowed only if (1) the resource is \${aws:PrincipalTag/queue}, (2) aws:SourceVpce is there and (3) statement “Guard” of the service control policy p-scp does not deny it, as it does where aws:PrincipalOrgID is o-1 or o-2.`,
    ],
  ])("says %s", (_, asked, expected) => {
    expect(ask(asked).sentence).toBe(expected);
  });

  it("says what it was asked: every resource, or an action that knows none", () => {
    const all = role({ policies: [policy("inline:a", everything)] });
    expect(ask(all, "SQS:sendmessage", "*").sentence).toBe("sqs:SendMessage on every resource is allowed by inline:a.");
    expect(ask(all, "ecr:GetAuthorizationToken", queue).sentence).toBe(
      "ecr:GetAuthorizationToken is allowed by inline:a.",
    );
    expect(ask(all, "sqs:SendMessage", "arn:aws:sqs:*:*:q").sentence).toContain(
      "on every resource arn:aws:sqs:*:*:q is",
    );
  });

  it("says so where policies and boundary share no resource", () => {
    const apart = role({ boundary: policy("p-b", { ...send, Resource: `${queue}2` }) });
    expect(ask(apart, "sqs:SendMessage", "*").sentence).toBe(
      "sqs:SendMessage on every resource is denied: its policies and their limits have no resource in common.",
    );
  });

  it("names of many patterns and statements only those that bear on the request", () => {
    const named = { ...send, Action: ["s3:*", "sqs:SendMessage*"], Resource: ["arn:aws:sqs:eu-*", "arn:aws:s3:::*"] };
    const team = { Condition: { StringEqualsIgnoreCase: { "aws:PrincipalTag/team": "a" } } };
    const either = role({ policies: [policy("inline:a", named, { ...send, ...team, Action: "*" })] });
    expect(ask(either, "sqs:Send*", "arn:aws:sqs:*").conditions).toEqual([
      `the action is sqs:SendMessage* and the resource is arn:aws:sqs:eu-*; or the resource is ${queue} and aws:PrincipalTag/team equals, letter case aside, a`,
    ]);
  });

  it("spells out three of many ways", () => {
    const ways = ["a", "b", "c", "d", "e"].map((team) => ({
      ...send,
      Condition: { StringEquals: { "aws:PrincipalTag/team": team } },
    }));
    const words = (team: string) => `aws:PrincipalTag/team is ${team}`;
    expect(ask(role({ policies: [policy("inline:a", ...ways)] })).conditions).toEqual([
      `${words("a")}; or ${words("b")}; or ${words("c")}; or 2 more ways`,
    ]);
  });

  it("spells out three of many values", () => {
    const many = { StringLike: { "aws:SourceVpce": ["a", "b", "c", "d", "e"] } };
    const { conditions } = ask(role({ policies: [policy("inline:a", { ...send, Condition: many })] }));
    expect(conditions).toEqual(["aws:SourceVpce is like a, b, c or 2 more"]);
  });
});

describe("the statements named", () => {
  it("are those that allow, in each layer, and no bystander", () => {
    const other = { Effect: "Allow", Action: "sqs:*", Resource: `${queue}2` };
    const unmet = { ...send, Condition: { Bool: { "aws:SecureTransport": "false" } } };
    const decided = ask(
      role({
        policies: [policy("inline:z", other, unmet), policy("inline:a", send)],
        boundary: policy("p-b", other, everything),
      }),
    );
    expect(decided.because).toEqual([
      { effect: "Allow", layer: "policy", source: "inline:a", statement: send, conditions: [] },
      { effect: "Allow", layer: "boundary", source: "p-b", statement: everything, conditions: [] },
    ]);
  });

  it("carry each condition and whether it is met", () => {
    const Condition = {
      StringEquals: { "aws:PrincipalType": "AssumedRole", "aws:RequestedRegion": "us-east-1" },
      Bool: { "aws:MultiFactorAuthPresent": "true" },
    };
    const { because, answer } = ask(role({ policies: [policy("inline:a", { ...send, Condition })] }));
    expect(answer).toBe("denied");
    expect(because.map(({ conditions }) => conditions.map(({ key, state }) => [key, state]))).toEqual([
      [
        ["aws:PrincipalType", "met"],
        ["aws:RequestedRegion", "unmet"],
        ["aws:MultiFactorAuthPresent", "unknown"],
      ],
    ]);
  });

  it("put a Deny in doubt before the Allow", () => {
    const Condition = { StringNotEquals: { "aws:SourceVpc": "vpc-1" } };
    const deny = { Effect: "Deny", Action: "*", Resource: "*", Condition };
    const { because, answer } = ask(role({ policies: [policy("inline:a", send, deny)] }));
    expect([answer, ...because.map(({ effect }) => effect)]).toEqual(["conditional", "Deny", "Allow"]);
  });
});

describe("notes", () => {
  const notes = (action: string, resource: string) =>
    ask(role({ policies: [policy("inline:a", everything)] }), action, resource).notes.join(" ");
  it.each([
    ["an action that AWS's list lacks", "sqs:InventMessage", queue, "has no sqs:InventMessage"],
    ["an action that knows no resources", "ecr:GetAuthorizationToken", queue, "only a statement for “*”"],
    ["a resource of another service", "s3:GetObject", queue, "The ARN is of sqs, the action of s3"],
    ["a bucket for an object", "s3:GetObject", "arn:aws:s3:::bucket", "acts on objects"],
    ["another account's resource", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:210987654321:q", "whose own policy"],
  ])("tell of %s", (_, action, resource, words) => {
    expect(notes(action, resource)).toContain(words);
  });

  it.each([
    ["sqs:SendMessage", queue],
    ["sqs:SendMessage", "*"],
    ["sqs:Send*", queue],
    ["s3:GetObject", "arn:aws:s3:::bucket/key"],
    ["s3:GetBucketObjectLockConfiguration", "arn:aws:s3:::bucket"],
    ["ecr:GetAuthorizationToken", "*"],
  ])("say nothing of %s on %s", (action, resource) => {
    expect(notes(action, resource)).toBe("");
  });
});
