import { expect, it } from "vitest";
import { withoutSecrets } from "./logger.ts";

it.each([
  ["https://b.s3.amazonaws.com/c?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F2026&X-Amz-Signature=0123abcd", "0123abcd"],
  ["key ASIAIOSFODNN7EXAMPLE was refused", "IOSFODNN7"],
  ["postgresql://lamplight:hunter2@127.0.0.1:5432/lamplight", "hunter2"],
])("takes the secret out of %s", (text, secret) => {
  expect(text).toContain(secret);
  expect(withoutSecrets(text)).not.toContain(secret);
});

it("leaves other text alone", () => {
  const text = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
  expect(withoutSecrets(text)).toBe(text);
});
