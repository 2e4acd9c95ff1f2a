import { describe, expect, it } from "vitest";
import { classifyFailure, isThrottled, malformedAnswer } from "./classify-failure.ts";
import { AwsFailureError, type AwsFailureKind } from "./failure.ts";

const call = { service: "lambda", operation: "GetPolicy", region: "eu-west-1" } as const;

/** An error as the SDK throws it. */
function sdkError(name: string, status?: number, more: object = {}): Error {
  const metadata = status === undefined ? {} : { $metadata: { httpStatusCode: status } };
  return Object.assign(new Error("text that must not matter"), { name, ...metadata, ...more });
}

const html = { $response: { statusCode: 200, headers: { "content-type": "text/html; charset=utf-8" } } };

const cases: readonly (readonly [string, Error, AwsFailureKind])[] = [
  ["Lambda's denial", sdkError("AccessDeniedException", 403), "denied"],
  ["EC2's denial", sdkError("UnauthorizedOperation", 403), "denied"],
  ["IAM's denial", sdkError("AccessDenied", 403), "denied"],
  ["a refusal without a name", sdkError("Forbidden", 403), "denied"],
  ["Lambda's throttling", sdkError("TooManyRequestsException", 429), "throttled"],
  ["EC2's throttling", sdkError("RequestLimitExceeded", 503), "throttled"],
  ["an unnamed 429", sdkError("Unknown", 429), "throttled"],
  ["a throttling trait", sdkError("Busy", 400, { $retryable: { throttling: true } }), "throttled"],
  ["an unknown operation", sdkError("UnknownOperationException", 404), "unsupported"],
  ["a 501", sdkError("InternalFailure", 501), "unsupported"],
  ["a 405", sdkError("SyntaxError", 405), "unsupported"],
  ["a 404 that is no resource's", sdkError("SyntaxError", 404), "unsupported"],
  ["a page for people", sdkError("SyntaxError", 200, html), "unsupported"],
  ["cut JSON", sdkError("SyntaxError", 200), "malformed"],
  ["a disabled Region", sdkError("UnrecognizedClientException", 403), "regionDisabled"],
  ["a Region without opt-in", sdkError("OptInRequired", 403), "regionDisabled"],
  ["an old session", sdkError("ExpiredTokenException", 403), "expiredCredentials"],
  ["no credentials", sdkError("CredentialsProviderError"), "noCredentials"],
  ["a refused connection", sdkError("Error", undefined, { code: "ECONNREFUSED" }), "unreachable"],
  ["an unknown host", sdkError("Error", undefined, { code: "ENOTFOUND" }), "unreachable"],
  ["a bad certificate", sdkError("Error", undefined, { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }), "unreachable"],
  ["a timeout", sdkError("TimeoutError"), "unreachable"],
  ["a missing function", sdkError("ResourceNotFoundException", 404), "notFound"],
  ["a missing subnet", sdkError("InvalidSubnetID.NotFound", 400), "notFound"],
  ["no organisation", sdkError("AWSOrganizationsNotInUseException", 400), "notFound"],
  ["a server's error", sdkError("ServiceException", 500), "unexpected"],
  ["a server's error page", sdkError("SyntaxError", 502, html), "unexpected"],
  ["something else", new RangeError("x"), "unexpected"],
];

describe("classifyFailure", () => {
  it.each(cases)("knows %s", (_name, error, kind) => {
    expect(classifyFailure(error, call).kind).toBe(kind);
  });

  it("names the action and the statement that is missing", () => {
    const failure = classifyFailure(sdkError("AccessDeniedException", 403), call);
    expect(failure).toMatchObject({ state: "denied", action: "lambda:GetPolicy" });
    expect(failure.reason).toBe("lambda:GetPolicy is denied in eu-west-1.");
    expect(failure.remedy).toContain('"Action": "lambda:GetPolicy"');
  });

  it("finds the system's code in causes and in what an AggregateError holds", () => {
    const inner = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    const failure = classifyFailure(new Error("outer", { cause: new AggregateError([inner]) }), call);
    expect(failure).toMatchObject({ kind: "unreachable", errorName: "ECONNREFUSED" });
  });

  it("passes on a failure that was classified where it happened", () => {
    const assumeRole = { service: "sts", operation: "AssumeRole", region: "eu-west-1" } as const;
    const inner = classifyFailure(sdkError("AccessDenied", 403), assumeRole);
    const outer = classifyFailure(new AwsFailureError(inner), call);
    expect(outer.action).toBe("sts:AssumeRole");
  });

  it("never repeats what the endpoint wrote", () => {
    for (const [, error] of cases) {
      const { reason, remedy } = classifyFailure(error, call);
      expect(`${reason} ${remedy}`).not.toContain("must not matter");
    }
  });

  it("takes only 'too fast' for throttling", () => {
    expect(isThrottled(sdkError("ThrottlingException", 400))).toBe(true);
    expect(isThrottled(sdkError("AccessDenied", 403))).toBe(false);
    expect(isThrottled(undefined)).toBe(false);
  });
});

describe("malformedAnswer", () => {
  it.each([
    ["x".repeat(5_000), /: the report ended as x{90,119}…\.$/],
    ["<b>\n\u202eodd</b>", /: the report ended as b odd \/b\.$/],
  ])("quotes what was answered in one short sentence: %#", (status, expected) => {
    const { failure } = malformedAnswer(call, `the report ended as ${status}`);
    expect(failure.reason).toMatch(expected);
    expect(failure.reason).toMatch(/^[^\n<>]{10,300}\.$/);
  });
});
