import { AppError } from "#lib/errors.ts";
import type { Denial } from "./denial.ts";
import type { ServiceName } from "./service-name.ts";

/** What kept AWS from answering. The list is closed; pages and the command line may show each differently. */
export type AwsFailureKind =
  | "denied"
  | "throttled"
  | "unsupported"
  | "regionDisabled"
  | "expiredCredentials"
  | "noCredentials"
  | "unreachable"
  | "notFound"
  | "malformed"
  | "unexpected";

/** The call that failed. */
export interface AwsCall {
  readonly service: ServiceName;
  readonly operation: string;
  /** The Region asked; the global services' one for those. */
  readonly region: string;
  /** What it was about, where that is one thing and people must know which: the ARN of a role to assume. */
  readonly subject?: string;
}

/** One failed call as data: what is shown and stored. Holds no secret and no text that AWS wrote. */
export interface AwsFailure extends AwsCall {
  readonly kind: AwsFailureKind;
  /** The IAM action that the call needs. */
  readonly action: string;
  /** One sentence. */
  readonly reason: string;
  /** What to do about it, imperative. */
  readonly remedy: string;
  /** What the fact that was asked for becomes. */
  readonly state: "denied" | "failed";
  /** As the SDK or Node names it: `AccessDeniedException`, `ECONNREFUSED`. */
  readonly errorName: string;
  readonly httpStatus: number | null;
  /** Which kind of policy denied the call; null for what is not denied. */
  readonly denial: Denial | null;
}

/** A call to AWS that failed for good, after pacing and retries. The original error is the cause. */
export class AwsFailureError extends AppError {
  readonly failure: AwsFailure;

  constructor(failure: AwsFailure, options: { readonly cause?: unknown } = {}) {
    super("aws", failure.reason, { remedy: failure.remedy, ...options });
    this.failure = failure;
  }
}

/** An answer that is none: a shape that AWS never sends, a token that repeats. */
export class MalformedAnswerError extends AwsFailureError {
  /** What is wrong with it, for the middle of a sentence: "MemorySize is not a number". */
  readonly what: string;

  constructor(failure: AwsFailure, what: string) {
    super(failure);
    this.what = what;
  }
}

/** Whether trying the same call again later may help without anybody changing anything. */
export function isTemporary(failure: AwsFailure): boolean {
  return failure.kind === "throttled" || failure.kind === "unreachable" || failure.kind === "unexpected";
}
