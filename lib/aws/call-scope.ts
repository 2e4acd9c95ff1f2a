import { AsyncLocalStorage } from "node:async_hooks";
import type { Meter } from "./meter.ts";
import type { StallWatch } from "./stall-watch.ts";

/** What the middleware of a shared client must know of the one call that it handles. */
export interface CallScope {
  readonly meter: Meter;
  readonly signal: AbortSignal;
  /** Goes before calls that are not, where both wait for the same quota. */
  readonly urgent: boolean;
  /** Sees each request and its end; null where nobody asks. */
  readonly stallWatch: StallWatch | null;
  /** Ends the call when one attempt takes longer than any answer may. */
  readonly expire: (error: Error) => void;
  /** Attempts of the call sent so far, in all its rounds; the middleware counts. */
  attempts: number;
}

/**
 * Clients are shared by the tasks of an account-Region, meters and signals are not. A single SDK call runs inside this
 * storage, so nothing has to travel through the SDK's own types.
 */
export const callScope = new AsyncLocalStorage<CallScope>();
