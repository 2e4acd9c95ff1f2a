import { describe, expect, it } from "vitest";
import { readCredentialScope } from "./credential-scope.ts";

const scope =
  "AWS4-HMAC-SHA256 Credential=AKIA1/20261121/eu-west-1/lambda/aws4_request, SignedHeaders=host, Signature=00";

describe("readCredentialScope", () => {
  it("reads key, Region and service", () => {
    expect(readCredentialScope({ authorization: scope, "x-amz-security-token": "token" })).toEqual({
      accessKeyId: "AKIA1",
      region: "eu-west-1",
      service: "lambda",
      sessionToken: "token",
    });
  });

  it.each([undefined, "", "Bearer abc", "AWS4-HMAC-SHA256 Credential=AKIA1/eu-west-1/lambda, Signature=0"])(
    "finds none in %s",
    (authorization) => {
      expect(readCredentialScope(authorization === undefined ? {} : { authorization })).toBeUndefined();
    },
  );
});
