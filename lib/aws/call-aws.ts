import { type CallScope, callScope } from "./call-scope.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { ClientTypes } from "./client-catalog.ts";
import type { ClientPool, ClientTarget } from "./client-pool.ts";
import { AwsFailureError } from "./failure.ts";
import type { Meter } from "./meter.ts";
import { globalRegionOf, isGlobal, type ServiceName } from "./service-name.ts";
import type { StallWatch } from "./stall-watch.ts";

/** Passed on to the SDK with every call. */
export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

export interface CallOptions {
  /** In place of the task's own, for what must still be done when that is aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Sends one operation: `call("lambda", "ListFunctions", (lambda, options) => lambda.listFunctions(input, options))`.
 * Answers in JSON come with every field that AWS sent, their instants as the wire has them: read them with `dateOrNull`.
 * Paced, metered, retried; what fails for good is an `AwsFailureError`. Aborting throws the signal's reason as it is.
 */
export type CallAws = <S extends ServiceName, T>(
  service: S,
  operation: string,
  send: (client: ClientTypes[S], options: SendOptions) => Promise<T>,
  options?: CallOptions,
) => Promise<T>;

interface CallerParts {
  readonly pool: ClientPool;
  readonly target: ClientTarget;
  readonly meter: Meter;
  readonly signal: AbortSignal;
  /** Goes before calls that are not, where both wait for the same quota. */
  readonly urgent?: boolean | undefined;
  readonly stallWatch?: StallWatch;
}

/** How often a call that AWS throttled through all of the SDK's attempts is begun anew; each waits for its bucket. */
const throttledRounds = 5;

/** Binds calls to an account-Region, a meter and a signal. */
export function createCaller({
  pool,
  target,
  meter,
  signal: taskSignal,
  urgent = false,
  stallWatch,
}: CallerParts): CallAws {
  return async (service, operation, send, { signal = taskSignal } = {}) => {
    const region = isGlobal(service) ? globalRegionOf(target.region) : target.region;
    let attempts = 0;
    for (let round = 1; ; round += 1) {
      signal.throwIfAborted();
      const expiry = new AbortController();
      const scope: CallScope = {
        meter,
        signal,
        urgent,
        stallWatch: stallWatch ?? null,
        expire: (error) => expiry.abort(error),
        attempts,
      };
      try {
        const client = await pool.get(service, target);
        const abortSignal = AbortSignal.any([signal, expiry.signal]);
        return await callScope.run(scope, async () => await send(client, { abortSignal }));
      } catch (error) {
        attempts = scope.attempts;
        signal.throwIfAborted();
        const cause: unknown = expiry.signal.aborted ? expiry.signal.reason : error;
        const failure = classifyFailure(cause, { service, operation, region });
        if (failure.kind !== "throttled" || round === throttledRounds) throw new AwsFailureError(failure, { cause });
      }
    }
  };
}
