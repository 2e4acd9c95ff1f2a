import { setTimeout as sleep } from "node:timers/promises";
import { type ClaimedTask, claimTasks, heartbeatTasks, releaseTasks } from "#lib/db/sql/sync-tasks.ts";
import { runTask, TaskLostError } from "./run-task.ts";
import type { SyncContext } from "./sync-context.ts";

/** How often held tasks are said to be alive; a third of the lease and less. */
const heartbeatMs = 5_000;
/** How long an idle runner waits before it looks again, unless it is woken. */
const idleMs = 1_000;

interface Held {
  readonly task: ClaimedTask;
  readonly stop: AbortController;
  readonly done: Promise<void>;
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
  const stopping = new AbortController();
  let wakeUp = new AbortController();
  const wake = () => wakeUp.abort();

  const run = (task: ClaimedTask): void => {
    const stop = new AbortController();
    const done = runTask(context, task, stop.signal)
      .catch((error: unknown) => report(context, task, stop.signal, error))
      .finally(() => {
        held.delete(task.id);
        wake();
      });
    held.set(task.id, { task, stop, done });
  };

  const claim = async (): Promise<number> => {
    const free = context.settings.concurrency - held.size;
    if (free <= 0) return 0;
    const tasks = await context.inSqlTransaction((sql) => claimTasks(sql, free, context.clock.now()));
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
      await Promise.all(tasks.map(({ done }) => done));
      await releaseTasks(
        context.db.pool,
        tasks.map(({ task }) => task),
      ).catch((error: unknown) => {
        context.logger.warn({ err: error }, "tasks could not be given back; they are taken over when their lease ends");
      });
    },
  };
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
