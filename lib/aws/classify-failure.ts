import { type ErrorShape, shapeOf } from "./error-shape.ts";
import { type AwsCall, type AwsFailure, AwsFailureError, type AwsFailureKind } from "./failure.ts";
import { failureText } from "./failure-text.ts";
import { actionOf } from "./service-name.ts";

const names: Readonly<Record<Exclude<AwsFailureKind, "malformed" | "unexpected">, ReadonlySet<string>>> = {
  denied: new Set([
    "AccessDenied",
    "AccessDeniedException",
    "AccessDeniedFault",
    "AuthorizationError",
    "AuthorizationErrorException",
    "KMSAccessDeniedException",
    "NotAuthorized",
    "UnauthorizedAccess",
    "UnauthorizedException",
    "UnauthorizedOperation",
  ]),
  throttled: new Set([
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
  ]),
  unsupported: new Set([
    "InvalidAction",
    "MethodNotAllowed",
    "MethodNotAllowedException",
    "NotImplemented",
    "NotImplementedException",
    "UnknownOperation",
    "UnknownOperationException",
    "UnsupportedOperation",
    "UnsupportedOperationException",
  ]),
  regionDisabled: new Set([
    "AuthFailure",
    "InvalidClientTokenId",
    "InvalidClientTokenIdException",
    "OptInRequired",
    "RegionDisabledException",
    "SubscriptionRequiredException",
    "UnrecognizedClientException",
  ]),
  expiredCredentials: new Set(["ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"]),
  noCredentials: new Set(["CredentialsProviderError", "TokenProviderError", "InvalidAccessKeyId"]),
  unreachable: new Set(["TimeoutError", "RequestTimeout", "RequestTimeoutException", "NetworkingError"]),
  notFound: new Set([
    "AWS.SimpleQueueService.NonExistentQueue",
    "AWSOrganizationsNotInUseException",
    "NoSuchEntity",
    "NoSuchEntityException",
    "NotFoundException",
    "QueueDoesNotExist",
    "ResourceNotFoundException",
  ]),
};

/** Says what kind of failure an error is; by names, codes and status alone, never by the words of a message. */
export function classifyFailure(error: unknown, call: AwsCall): AwsFailure {
  if (error instanceof AwsFailureError) return error.failure;
  const shape = shapeOf(error);
  const kind = kindOf(shape);
  return failureOf(kind, call, shape);
}

/** Whether AWS said "too fast". */
export function isThrottled(error: unknown): boolean {
  return kindOf(shapeOf(error)) === "throttled";
}

/** A failure that Lamplight itself noticed in an answer: a shape that AWS never sends, a token that repeats. */
export function malformedAnswer(call: AwsCall, what: string): AwsFailureError {
  const failure = failureOf("malformed", call, {
    name: "MalformedAnswer",
    systemCode: null,
    httpStatus: null,
    markup: false,
    throttled: false,
  });
  return new AwsFailureError({ ...failure, reason: `${failure.reason.replace(/\.$/, "")}: ${what}.` });
}

function failureOf(kind: AwsFailureKind, call: AwsCall, shape: ErrorShape): AwsFailure {
  const action = actionOf(call.service, call.operation);
  return {
    ...call,
    kind,
    action,
    ...failureText(kind, { ...call, action, shape }),
    state: kind === "denied" ? "denied" : "failed",
    errorName: shape.systemCode ?? shape.name,
    httpStatus: shape.httpStatus,
  };
}

function kindOf(shape: ErrorShape): AwsFailureKind {
  for (const [kind, known] of Object.entries(names)) {
    if (known.has(shape.name) && isKind(kind)) return kind;
  }
  if (shape.throttled || shape.httpStatus === 429) return "throttled";
  if (isSystemFailure(shape)) return "unreachable";
  return kindOfAnswer(shape);
}

function kindOfAnswer({ name, httpStatus, markup }: ErrorShape): AwsFailureKind {
  if (httpStatus === 405 || httpStatus === 501) return "unsupported";
  if (name.endsWith(".NotFound")) return "notFound";
  // A 404 that no service wrote: the endpoint does not know the operation's address.
  if (httpStatus === 404) return "unsupported";
  if (httpStatus !== null && httpStatus >= 500) return "unexpected";
  // A page for people: a proxy's or an emulator's, not an answer of the service.
  if (markup) return "unsupported";
  if (name === "SyntaxError") return "malformed";
  if (httpStatus === 403) return "denied";
  if (httpStatus === 401) return "noCredentials";
  return httpStatus !== null && httpStatus < 400 ? "malformed" : "unexpected";
}

function isSystemFailure(shape: ErrorShape): boolean {
  return shape.systemCode !== null && shape.httpStatus === null;
}

function isKind(kind: string): kind is keyof typeof names {
  return kind in names;
}
