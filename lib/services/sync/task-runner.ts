import { setTimeout as sleep } from "node:timers/promises";
import { createStallWatch, type StallWatch } from "#lib/aws/stall-watch.ts";
import { type ClaimedTask, claimTasks, heartbeatTasks, isSuspect, releaseTasks } from "#lib/db/sql/sync-tasks.ts";
import { runTask } from "./run-task.ts";
import type { SyncContext, SyncSettings } from "./sync-context.ts";
import { TaskLostError } from "./task-context.ts";

/** How often held tasks are said to be alive; a third of the lease and less. */
const heartbeatMs = 5_000;
/** How long an idle runner waits before it looks again, unless it is woken. */
const idleMs = 1_000;
/** Tasks held at most, waiting ones included, as a multiple of those that may be under way. */
const mostHeldFactor = 4;

interface Held {
  readonly task: ClaimedTask;
  readonly stop: AbortController;
  readonly stallWatch: StallWatch;
}

/** Runs tasks of syncs, as many at a time as the settings say. */
export interface TaskRunner {
  /** Looks for tasks at once: somebody has said that there are some. */
  wake(): void;
  /** Gives back what is under way and resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** Begins to claim and run tasks. Any number of processes may do so on the same store. */
export function startTaskRunner(context: SyncContext): TaskRunner {
  const held = new Map<string, Held>();
  /** All that still runs, lost tasks included: they end at their next page, and use the store until then. */
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let wakeUp = new AbortController();
  const wake = () => wakeUp.abort();

  const run = (task: ClaimedTask): void => {
    const stop = new AbortController();
    const stallWatch = createStallWatch();
    const done = runTask(context, task, { signal: stop.signal, stallWatch })
      .catch((error: unknown) => report(context, task, stop.signal, error))
      .finally(() => {
        // Taken back after an outage it is held anew by then: that run must go on being said alive.
        if (held.get(task.id)?.stop === stop) held.delete(task.id);
        underWay.delete(done);
        wake();
      });
    underWay.add(done);
    held.set(task.id, { task, stop, stallWatch });
  };

  const claim = async (): Promise<number> => {
    const free = freePlaces(context.settings, held);
    if (free <= 0) return 0;
    const scheduled = scheduledPlaces(context.settings.concurrency, free, held);
    const suspects = [...held.values()].some(({ task }) => isSuspect(task)) ? 0 : 1;
    const tasks = await context.inSqlTransaction((sql) =>
      claimTasks(sql, { any: free, scheduled, suspects }, context.clock.now()),
    );
    // A task that this process still holds but did not say alive in time: the old run stops at its next page.
    for (const task of tasks) held.get(task.id)?.stop.abort(new TaskLostError(task));
    for (const task of tasks) run(task);
    return tasks.length;
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      wakeUp = new AbortController();
      const claimed = await claim().catch((error: unknown) => {
        context.logger.warn({ err: error }, "tasks cannot be claimed");
        return 0;
      });
      if (claimed > 0 || stopping.signal.aborted) continue;
      await sleep(idleMs, undefined, { signal: AbortSignal.any([wakeUp.signal, stopping.signal]) }).catch(
        () => undefined,
      );
    }
  };

  const beat = setInterval(() => void heartbeat(context, held), heartbeatMs);
  const looping = loop();
  return {
    wake,
    async stop() {
      stopping.abort();
      wake();
      await looping;
      clearInterval(beat);
      const tasks = [...held.values()];
      for (const { stop } of tasks) stop.abort(new Error("The worker stops."));
      await Promise.all(underWay);
      await releaseTasks(
        context.db.pool,
        tasks.map(({ task }) => task),
      ).catch((error: unknown) => {
        context.logger.warn({ err: error }, "tasks could not be given back; they are taken over when their lease ends");
      });
    },
  };
}

/** How many tasks may be begun: those that wait for an endpoint that hangs keep nobody else from working. */
function freePlaces({ concurrency, stalledAfterMs }: SyncSettings, held: ReadonlyMap<string, Held>): number {
  const stalled = [...held.values()].filter(({ stallWatch }) => stallWatch.silentMs() >= stalledAfterMs).length;
  return Math.min(concurrency - (held.size - stalled), concurrency * mostHeldFactor - held.size);
}

/** How many of them may run by the clock: an eighth is kept for people, who are then not kept waiting by a schedule. */
function scheduledPlaces(concurrency: number, free: number, held: ReadonlyMap<string, Held>): number {
  const kept = concurrency > 1 ? Math.ceil(concurrency / 8) : 0;
  const underWay = [...held.values()].filter(({ task }) => task.trigger === "schedule").length;
  return Math.max(0, Math.min(free, concurrency - kept - underWay));
}

/** Says which tasks are alive, and stops those that somebody else holds now. */
async function heartbeat(context: SyncContext, held: ReadonlyMap<string, Held>): Promise<void> {
  try {
    const lost = await heartbeatTasks(
      context.db.pool,
      [...held.values()].map(({ task }) => task),
    );
    for (const id of lost) {
      const lostTask = held.get(id);
      lostTask?.stop.abort(new TaskLostError(lostTask.task));
    }
  } catch (error) {
    context.logger.warn({ err: error }, "the database does not answer the worker's heartbeat");
  }
}

function report(context: SyncContext, task: ClaimedTask, signal: AbortSignal, error: unknown): void {
  if (signal.aborted || error instanceof TaskLostError) {
    context.logger.info({ taskId: task.id, source: task.source }, "a task was let go");
    return;
  }
  context.logger.error(
    { err: error, taskId: task.id, source: task.source },
    "a task broke off; it is taken over when its lease ends",
  );
}
