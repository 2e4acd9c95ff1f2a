import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePolicyDocument } from "./parse-policy-document.ts";
import type { ParsedPolicy } from "./policy-document.ts";

function parsed(document: unknown, kind: "identity" | "resource" | "trust" = "identity"): ParsedPolicy {
  const result = parsePolicyDocument(document, kind);
  if (result.kind === "error") throw new Error(result.message);
  return result;
}

const one = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const document = { Version: "2012-10-17", Statement: [one] };

describe("forms in which a document arrives", () => {
  const text = JSON.stringify(document);
  it.each([
    ["an object", document],
    ["JSON text", text],
    ["JSON text with white space and a byte order mark", `\uFEFF \n${text}`],
    ["URL-encoded text", encodeURIComponent(text)],
    ["URL-encoded text that begins with an encoded line break", encodeURIComponent(`\n ${text}`)],
    ["a statement that is no list", { ...document, Statement: one }],
    ["lists of one", { ...document, Statement: [{ ...one, Action: ["s3:GetObject"], Resource: ["*"] }] }],
  ])("reads %s", (_, form) => {
    const [statement] = parsed(form).statements;
    expect(statement?.actions).toEqual({ mode: "only", patterns: ["s3:GetObject"] });
    expect(statement?.resources).toEqual({ mode: "only", patterns: ["*"] });
  });

  it("does not decode an encoding that is part of a value", () => {
    const policy = parsed(JSON.stringify({ Statement: { ...one, Resource: "arn:aws:s3:::a/%7Bb%7D" } }));
    expect(policy.statements[0]?.resources?.patterns).toEqual(["arn:aws:s3:::a/%7Bb%7D"]);
  });

  it("keeps a plus sign, which RFC 3986 does not use for a space", () => {
    const encoded = encodeURIComponent(JSON.stringify({ Statement: { ...one, Sid: "a" } })).replace("a%22", "a+b%22");
    expect(parsed(encoded).statements[0]?.sid).toBe("a+b");
  });

  it("takes no Version for the old one", () => {
    expect(parsed({ Statement: [] }).version).toBe("2008-10-17");
    expect(parsed({ Version: "2008-10-17", Statement: [] }).version).toBe("2008-10-17");
    expect(parsed(document).version).toBe("2012-10-17");
  });

  it("reads unquoted numbers and booleans in conditions", () => {
    const Condition = { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "s3:max-keys": [5, "6"] } };
    expect(parsed({ Statement: { ...one, Condition } }).statements[0]?.conditions).toEqual([
      { operator: "Bool", key: "aws:SecureTransport", values: ["true"] },
      { operator: "NumericLessThan", key: "s3:max-keys", values: ["5", "6"] },
    ]);
  });

  it("keeps the statement as written for evidence", () => {
    const written = { ...one, Sid: "S", Comment: "unknown elements stay" };
    expect(parsed({ Statement: written }).statements[0]?.written).toEqual(written);
  });
});

describe("documents that cannot be read", () => {
  it.each([
    ["nothing", undefined, "not a JSON object"],
    ["empty text", "  ", "empty"],
    ["no JSON", "{nope", "not valid JSON"],
    ["a broken encoding", "%7B%2", "URL encoding is broken"],
    ["a list", [], "not a JSON object"],
    ["an unknown version", { Version: "2030-01-01", Statement: [] }, "Version"],
    ["no statement", { Version: "2012-10-17" }, "no Statement"],
    ["a statement that is text", { Statement: ["x"] }, "statement 1 is not an object"],
    ["an effect in the wrong case", { Statement: { ...one, Effect: "allow" } }, "no Effect"],
    ["an element in the wrong case", { Statement: { ...one, condition: {} } }, '"Condition"'],
    ["Action and NotAction", { Statement: { ...one, NotAction: "s3:*" } }, "both Action and NotAction"],
    ["Resource and NotResource", { Statement: { ...one, NotResource: "*" } }, "both Resource and NotResource"],
    ["no action", { Statement: { Effect: "Allow", Resource: "*" } }, "neither Action nor NotAction"],
    ["no resource", { Statement: { Effect: "Allow", Action: "*" } }, "neither Resource nor NotResource"],
    ["an empty list of actions", { Statement: { ...one, Action: [] } }, "empty list of actions"],
    ["an action that is an object", { Statement: { ...one, Action: {} } }, "neither text nor"],
    ["a condition that is text", { Statement: { ...one, Condition: "x" } }, "Condition"],
    ["a condition without keys", { Statement: { ...one, Condition: { Bool: true } } }, "Condition Bool"],
    ["a principal in an identity policy", { Statement: { ...one, Principal: "*" } }, "may not"],
  ])("says so of %s", (_, form, words) => {
    const result = parsePolicyDocument(form);
    expect(result).toEqual({ kind: "error", message: expect.stringContaining(words) });
  });

  it("asks for a principal where the kind needs one", () => {
    expect(parsePolicyDocument(document, "resource").kind).toBe("error");
    expect(parsePolicyDocument({ Statement: { ...one, Principal: { Planet: "x" } } }, "resource").kind).toBe("error");
  });

  it("never throws", () => {
    const kinds = ["identity", "resource", "trust"] as const;
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.json()), fc.constantFrom(...kinds), (value, kind) => {
        expect(["policy", "error"]).toContain(parsePolicyDocument(value, kind).kind);
        expect(["policy", "error"]).toContain(parsePolicyDocument({ Statement: value }, kind).kind);
      }),
    );
  });
});

describe("principals", () => {
  const principalsOf = (principal: unknown) =>
    parsed({ Statement: { ...one, Principal: principal } }, "resource").statements[0]?.principals?.principals;
  it.each([
    ["*", [{ kind: "everyone", text: "*" }]],
    [{ AWS: "*" }, [{ kind: "everyone", text: "*" }]],
    [
      { AWS: ["123456789012", "*"] },
      [
        { kind: "aws", text: "123456789012", accountId: "123456789012" },
        { kind: "everyone", text: "*" },
      ],
    ],
    [{ AWS: 12345678901 }, [{ kind: "aws", text: "012345678901", accountId: "012345678901" }]],
    [
      { AWS: "arn:aws-cn:iam::123456789012:root" },
      [{ kind: "aws", text: "arn:aws-cn:iam::123456789012:root", accountId: "123456789012" }],
    ],
    [
      { AWS: "arn:aws:sts::123456789012:assumed-role/a/b" },
      [{ kind: "aws", text: "arn:aws:sts::123456789012:assumed-role/a/b", accountId: "123456789012" }],
    ],
    [{ AWS: "AROAEXAMPLEID" }, [{ kind: "aws", text: "AROAEXAMPLEID", accountId: null }]],
    [
      { Service: ["s3.amazonaws.com", "sns.amazonaws.com"] },
      [
        { kind: "service", text: "s3.amazonaws.com" },
        { kind: "service", text: "sns.amazonaws.com" },
      ],
    ],
    [{ Federated: "cognito-identity.amazonaws.com" }, [{ kind: "federated", text: "cognito-identity.amazonaws.com" }]],
    [{ CanonicalUser: "abc" }, [{ kind: "canonicalUser", text: "abc" }]],
    ["events.amazonaws.com", [{ kind: "service", text: "events.amazonaws.com" }]],
    [
      ["*", "123456789012"],
      [
        { kind: "everyone", text: "*" },
        { kind: "aws", text: "123456789012", accountId: "123456789012" },
      ],
    ],
  ])("%j", (principal, expected) => {
    expect(principalsOf(principal)).toEqual(expected);
  });
});
