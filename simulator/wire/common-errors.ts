import { AwsError } from "./aws-error.ts";
import type { ProtocolName } from "./service-model.ts";

/** What a service answers to any of its operations, whatever they do: every service has its own words for it. */
export type CommonErrorKind =
  | "throttled"
  | "denied"
  | "expired"
  | "unrecognized"
  | "unavailable"
  | "failed"
  | "unknown";

interface Words {
  readonly code: string;
  readonly status: number;
  readonly members?: Record<string, unknown>;
}

const json: Readonly<Record<CommonErrorKind, Words>> = {
  throttled: { code: "ThrottlingException", status: 400 },
  denied: { code: "AccessDeniedException", status: 400 },
  expired: { code: "ExpiredTokenException", status: 400 },
  unrecognized: { code: "UnrecognizedClientException", status: 400 },
  unavailable: { code: "ServiceUnavailableException", status: 503 },
  failed: { code: "InternalFailure", status: 500 },
  unknown: { code: "UnknownOperationException", status: 404 },
};

const query: Readonly<Record<CommonErrorKind, Words>> = {
  throttled: { code: "Throttling", status: 400 },
  denied: { code: "AccessDenied", status: 403 },
  expired: { code: "ExpiredToken", status: 403 },
  unrecognized: { code: "InvalidClientTokenId", status: 403 },
  unavailable: { code: "ServiceUnavailable", status: 503 },
  failed: { code: "InternalFailure", status: 500 },
  unknown: { code: "InvalidAction", status: 400 },
};

const ec2: Readonly<Record<CommonErrorKind, Words>> = {
  throttled: { code: "RequestLimitExceeded", status: 503 },
  denied: { code: "UnauthorizedOperation", status: 403 },
  expired: { code: "RequestExpired", status: 400 },
  unrecognized: { code: "AuthFailure", status: 401 },
  unavailable: { code: "Unavailable", status: 503 },
  failed: { code: "InternalError", status: 500 },
  unknown: { code: "InvalidAction", status: 400 },
};

const byProtocol: Readonly<Record<ProtocolName, Readonly<Record<CommonErrorKind, Words>>>> = {
  awsJson1_0: json,
  awsJson1_1: json,
  restJson1: json,
  awsQuery: query,
  ec2Query: ec2,
};

/** Where a service departs from its protocol's usual words. */
const byService: Readonly<Record<string, Partial<Record<CommonErrorKind, Words>>>> = {
  lambda: {
    throttled: {
      code: "TooManyRequestsException",
      status: 429,
      members: { Reason: "CallerRateLimitExceeded", Type: "User" },
    },
    denied: { code: "AccessDeniedException", status: 403 },
    expired: { code: "ExpiredTokenException", status: 403 },
    unrecognized: { code: "UnrecognizedClientException", status: 403 },
  },
  organizations: { throttled: { code: "TooManyRequestsException", status: 400 } },
  tagging: { throttled: { code: "ThrottledException", status: 400 } },
  sqs: { throttled: { code: "RequestThrottled", status: 400 } },
};

/** The error in the words of the service that gives it. */
export function commonError(
  kind: CommonErrorKind,
  service: { readonly signingName: string; readonly protocol: ProtocolName },
  message: string,
): AwsError {
  const words = byService[service.signingName]?.[kind] ?? byProtocol[service.protocol][kind];
  return new AwsError(words.code, message, { status: words.status, members: words.members ?? {} });
}
