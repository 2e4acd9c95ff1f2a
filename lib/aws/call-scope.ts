import { AsyncLocalStorage } from "node:async_hooks";
import type { Meter } from "./meter.ts";

/** What the middleware of a shared client must know of the one call that it handles. */
export interface CallScope {
  readonly meter: Meter;
  readonly signal: AbortSignal;
  /** Ends the call when one attempt takes longer than any answer may. */
  readonly expire: (error: Error) => void;
  /** Called with each answer's bytes where the caller wants to see what the SDK's schema does not know. */
  readonly onBody: ((body: Uint8Array) => void) | null;
  /** Attempts sent so far; the middleware counts. */
  attempts: number;
}

/**
 * Clients are shared by the tasks of an account-Region, meters and signals are not. A single SDK call runs inside this
 * storage, so nothing has to travel through the SDK's own types.
 */
export const callScope = new AsyncLocalStorage<CallScope>();
