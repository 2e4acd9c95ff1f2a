import { type Denial, denialOf } from "./denial.ts";
import { type ErrorShape, shapeOf } from "./error-shape.ts";
import {
  type AwsCall,
  type AwsFailure,
  AwsFailureError,
  type AwsFailureKind,
  MalformedAnswerError,
} from "./failure.ts";
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
  expiredCredentials: new Set([
    "ExpiredToken",
    "ExpiredTokenException",
    // What the signature of a clock that is wrong, or of a session that ended, meets, by protocol.
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "TokenRefreshRequired",
  ]),
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

/**
 * Says what kind of failure an error is; by names, codes and status alone, never by the words of a message. Those tell
 * only, where something is denied, by which kind of policy.
 */
export function classifyFailure(error: unknown, call: AwsCall): AwsFailure {
  if (error instanceof AwsFailureError) return error.failure;
  const shape = shapeOf(error);
  if (shape.name === "AnswerTooLargeError") return malformedAnswer(call, "it is larger than any answer of AWS").failure;
  const kind = kindOf(shape);
  return failureOf(kind, call, shape, kind === "denied" ? denialOf(error) : null);
}

/** Whether AWS said "too fast". */
export function isThrottled(error: unknown): boolean {
  return kindOf(shapeOf(error)) === "throttled";
}

/** Longer words of an answer are cut in a reason: a reason is a sentence that people read. */
const longestWhat = 120;

/** Words of an answer in the middle of a sentence: on one line, without markup, and few. */
function inSentence(what: string): string {
  const plain = what.replace(/[\p{C}\p{Z}<>]+/gu, " ").trim();
  const letters = [...plain];
  return letters.length <= longestWhat ? plain : `${letters.slice(0, longestWhat - 1).join("")}…`;
}

/**
 * A failure that Lamplight itself noticed in an answer: a shape that AWS never sends, a token that repeats. `what` may
 * hold words of the answer.
 */
export function malformedAnswer(call: AwsCall, what: string): MalformedAnswerError {
  const failure = failureOf("malformed", call, {
    name: "MalformedAnswer",
    systemCode: null,
    httpStatus: null,
    markup: false,
    throttled: false,
  });
  const said = inSentence(what);
  const reason = `${failure.reason.replace(/\.$/, "")}: ${said}.`;
  return new MalformedAnswerError({ ...failure, reason }, said);
}

function failureOf(kind: AwsFailureKind, call: AwsCall, shape: ErrorShape, denial: Denial | null = null): AwsFailure {
  const action = actionOf(call.service, call.operation);
  return {
    ...call,
    kind,
    action,
    ...failureText(kind, { ...call, action, shape, denial }),
    state: kind === "denied" ? "denied" : "failed",
    errorName: shape.systemCode ?? shape.name,
    httpStatus: shape.httpStatus,
    denial,
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

const brokenConnection: ReadonlySet<string> = new Set([
  "ECONNABORTED",
  "ECONNRESET",
  "EPIPE",
  "ERR_STREAM_PREMATURE_CLOSE",
  "ETIMEDOUT",
]);

function isSystemFailure(shape: ErrorShape): boolean {
  if (shape.systemCode === null) return false;
  // A connection that broke in the middle of an answer has a status, and no answer.
  return shape.httpStatus === null || (shape.httpStatus < 300 && brokenConnection.has(shape.systemCode));
}

function isKind(kind: string): kind is keyof typeof names {
  return kind in names;
}
