import { backendPid, cancelStatement, holdTask } from "#lib/db/sql/hold-task.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** How long a statement may still run once the worker is told to stop; the launcher waits eight seconds for all. */
const graceMs = 2_000;

/** The task was taken over or cancelled: whoever holds it now goes on, and nothing more of ours is kept. */
export class TaskLostError extends Error {
  constructor(task: Pick<ClaimedTask, "id">) {
    super(`Task ${task.id} is no longer held by this worker.`);
    this.name = "TaskLostError";
  }
}

/**
 * The context of one task's end. What it writes is kept only while the task is ours, however long this process was held
 * up in between: a transaction that finds at its end that somebody else has claimed the task throws `TaskLostError`.
 * Once the worker is told to stop no transaction begins, and one that takes long is cancelled and rolled back.
 */
export function contextOfTask<C extends ServiceContext>(
  context: C,
  task: Pick<ClaimedTask, "id" | "attempts">,
  signal: AbortSignal,
): C {
  return {
    ...context,
    inSqlTransaction: async (work) => {
      signal.throwIfAborted();
      return await context.inSqlTransaction(async (sql) => {
        const release = cancelOnStop(context, await backendPid(sql), signal);
        try {
          const result = await work(sql);
          if (!(await holdTask(sql, task))) throw new TaskLostError(task);
          return result;
        } finally {
          release();
        }
      });
    },
  };
}

function cancelOnStop({ db, logger }: ServiceContext, pid: number, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    timer = setTimeout(() => {
      logger.info("a transaction is cancelled, since the worker stops");
      cancelStatement(db.pool, pid).catch((error: unknown) => {
        logger.warn(
          { err: error },
          "a transaction could not be cancelled; it is rolled back when the worker has ended",
        );
      });
    }, graceMs);
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  };
}
