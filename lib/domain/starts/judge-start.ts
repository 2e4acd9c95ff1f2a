import { isFelt } from "./start-rates.ts";

/** One environment as its log stream shows it within a window: its start, and the first invocation it served. */
export interface SeenStart {
  /** Time of INIT_START (platform.initStart); null where the window holds none. */
  readonly initStartedAt: Date | null;
  /** When the invocation began whose report tells the init: the report's time less its duration. */
  readonly invokedAt: Date;
  readonly initMs: number;
  readonly durationMs: number;
  /** Null where the report tells none. */
  readonly billedMs: number | null;
}

/**
 * - `felt`: the invocation came while the environment was being initialised, or at once afterwards;
 * - `ahead`: the environment had been initialised before, and nobody waited;
 * - `provisioned`: of provisioned concurrency, whose init is not in the billed duration;
 * - `cut`: it may have begun before the window, so it says nothing;
 * - `unseen`: its log does not tell when environments are started.
 */
export type StartVerdict = "felt" | "ahead" | "provisioned" | "cut" | "unseen";

/** The longest pause between an init and its first invocation for which somebody still counts as waiting. */
const longestPauseMs = 1000;

/**
 * Whether somebody waited for a start. Whether a start counts is decided by when its invocation began, never by when its
 * init did: one that was initialised long ahead is as likely to be looked at as one that was not. An invocation that
 * began late enough in the window would have its INIT_START in the window if anybody had waited for it; so where the log
 * tells of starts at all, one without INIT_START was initialised ahead.
 *
 * @param logsInitStart whether the function's log tells when environments are started
 */
export function judgeStart(start: SeenStart, window: { readonly from: Date }, logsInitStart: boolean): StartVerdict {
  const { initMs, durationMs, billedMs, invokedAt } = start;
  if (billedMs !== null && billedMs < Math.floor(durationMs + initMs)) return "provisioned";
  if (invokedAt.getTime() - initMs - longestPauseMs < window.from.getTime()) return "cut";
  // One that is younger than the invocation belongs to another init in the same stream.
  const initStartedAt = start.initStartedAt !== null && start.initStartedAt <= invokedAt ? start.initStartedAt : null;
  if (initStartedAt === null) return logsInitStart ? "ahead" : "unseen";
  return isFelt({ initStartedAt, initMs, invokedAt }) ? "felt" : "ahead";
}
