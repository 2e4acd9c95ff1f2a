import { describe, expect, it } from "vitest";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import { roleWritesLogs } from "./role-writes-logs.ts";

const policy = (...statements: object[]) =>
  parsePolicyDocument({ Version: "2012-10-17", Statement: statements }, "identity");
const basic = { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" };
const unread = { kind: "error", message: "Not listed." } as const;

describe("roleWritesLogs", () => {
  it.each([
    ["the basic execution policy", [policy(basic)], null, true],
    ["wildcards", [policy({ Effect: "Allow", Action: "Logs:*", Resource: "*" })], null, true],
    [
      "two policies together",
      [policy({ ...basic, Action: "logs:CreateLogStream" }), policy({ ...basic, Action: "logs:Put*" })],
      null,
      true,
    ],
    ["no policy", [], null, false],
    ["another service", [policy({ Effect: "Allow", Action: "s3:*", Resource: "*" })], null, false],
    ["one of two actions", [policy({ ...basic, Action: "logs:PutLogEvents" })], null, false],
    ["a Deny everywhere", [policy(basic, { Effect: "Deny", Action: "logs:*", Resource: "*" })], null, false],
    [
      "a Deny on one group",
      [policy(basic, { Effect: "Deny", Action: "logs:*", Resource: "arn:aws:logs:*:*:log-group:x" })],
      null,
      true,
    ],
    ["a boundary without it", [policy(basic)], policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }), false],
    ["a boundary with it", [policy(basic)], policy(basic), true],
    ["an unread policy", [unread], null, null],
    ["an unread boundary", [policy(basic)], unread, null],
    ["an unread policy beside a Deny", [unread, policy({ Effect: "Deny", Action: "*", Resource: "*" })], null, false],
  ])("with %s", (_, policies, boundary, expected) => {
    expect(roleWritesLogs(policies, boundary)).toBe(expected);
  });
});
