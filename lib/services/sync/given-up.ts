import type { ClaimedTask, TaskResult } from "#lib/db/sql/sync-tasks.ts";

/**
 * So often a task may fall to another worker without keeping a page in between. A worker that dies takes all that it held
 * with it, whoever was to blame; that is why the bound is high, and why workers hold one suspect at a time (`isSuspect`).
 * With a lease of 20 s a task that kills its process is over after some ten minutes.
 */
const mostTakeovers = 30;

/**
 * How a task ends that workers keep dying over: once more would kill the next one, too. Null for a task that may be
 * tried. A task that gets on, however slowly, is never given up.
 */
export function givenUp({ takeovers }: Pick<ClaimedTask, "takeovers">): TaskResult | null {
  if (takeovers <= mostTakeovers) return null;
  return {
    status: "failed",
    reason: `The worker stopped in the middle of it ${takeovers} times in a row, so Lamplight gave it up for this sync.`,
    remedy:
      "Look into the worker's log and the machine's memory; the next sync tries it again. If it goes on, report it with the log.",
  };
}
