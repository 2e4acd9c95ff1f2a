import type { ObservedAsyncConfig } from "#lib/domain/fleet/observed.ts";
import type { Retry } from "./trigger.ts";

/** Services that hand an event over and do not wait for the answer; every other service principal waits. */
const asynchronousServices: ReadonlySet<string> = new Set([
  "s3",
  "sns",
  "events",
  "scheduler",
  "logs",
  "iot",
  "ses",
  "config",
  "codecommit",
  "codepipeline",
  "cloudformation",
  "cloudtrail",
]);

export function isAsynchronous(service: string): boolean {
  return asynchronousServices.has(service);
}

/** Whoever waits for the answer decides about trying again. */
export const callerRetry: Retry = { by: "caller", attempts: null, maxAgeSeconds: null, failureDestinationArn: null };

/**
 * How Lambda retries asynchronous events of one qualifier: twice and for six hours unless set otherwise (PutFunctionEventInvokeConfig).
 * The dead-letter target is the function's own and serves where the qualifier has no OnFailure destination. With
 * `configs` null (not known) attempts and age are null, and only the dead-letter target is told.
 */
export function asyncRetry(
  configs: readonly ObservedAsyncConfig[] | null,
  qualifier: string | null,
  deadLetterTargetArn: string | null,
): Retry {
  if (configs === null)
    return { by: "lambda", attempts: null, maxAgeSeconds: null, failureDestinationArn: deadLetterTargetArn };
  const config = configs.find((candidate) => candidate.qualifier === qualifier);
  return {
    by: "lambda",
    attempts: config?.maximumRetryAttempts ?? 2,
    maxAgeSeconds: config?.maximumEventAgeSeconds ?? 21_600,
    failureDestinationArn: config?.onFailureDestinationArn ?? deadLetterTargetArn,
  };
}
