import { describe, expect, it } from "vitest";
import { redactAnswer } from "./redact-answer.ts";

const hmac = (text: string) => `hmac ${text.length}`;

describe("redactAnswer", () => {
  it.each([
    [
      "a digest and an identifier stay",
      { NewSha256: "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=", Id: "fsap-0a1b2c3d4e5f6a7b8" },
    ],
    ["a field that is called a secret's name stays", { SecretArn: "arn:aws:secretsmanager:eu-west-1:1:secret:db" }],
    ["numbers, lists and nothing stay", { A: [1, null, true], B: { C: "" } }],
    ["what was fingerprinted stays", { Variables: { A: { kind: "plain", credentialKind: null, hmac: "1" } } }],
  ])("%s", (_title, answer) => {
    expect(redactAnswer(answer, hmac)).toEqual(answer);
  });

  it("hides credentials of a known format at any depth, and the values of any map of variables", () => {
    const key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE";
    const answer = { A: [{ B: key }], C: { environmentVariables: { X: "1", Y: { deep: "2" } } } };
    expect(redactAnswer(answer, hmac)).toEqual({
      A: [{ B: { kind: "hidden", credentialKind: "privateKey", hmac: `hmac ${key.length + 2}` } }],
      C: {
        environmentVariables: {
          X: { kind: "hidden", credentialKind: null, hmac: "hmac 3" },
          Y: { kind: "hidden", credentialKind: null, hmac: "hmac 14" },
        },
      },
    });
  });

  it("cuts the signature off a signed address", () => {
    expect(redactAnswer({ Url: "https://b.s3.amazonaws.com/k?X-Amz-Expires=600&X-Amz-Signature=abc" }, hmac)).toEqual({
      Url: "https://b.s3.amazonaws.com/k",
    });
  });
});
