import { setTimeout as sleep } from "node:timers/promises";
import { AwsFailureError, isTemporary } from "#lib/aws/failure.ts";
import { createMeter } from "#lib/aws/meter.ts";
import { pricesOf } from "#lib/aws/price-list.ts";
import type { StallWatch } from "#lib/aws/stall-watch.ts";
import { forgetMissingPartitions } from "#lib/db/partitions.ts";
import { isAccountRemoved } from "#lib/db/sql/accounts.ts";
import { isRefusedValue, isTransientStoreError } from "#lib/db/sql/connection-error.ts";
import { addMeters } from "#lib/db/sql/sync-meters.ts";
import { type ClaimedTask, saveTaskInput, saveTaskStep, type TaskResult } from "#lib/db/sql/sync-tasks.ts";
import type { CollectedPage, SourceInputs, SourceName } from "#lib/domain/collection/source.ts";
import { PostponedError } from "#lib/services/budget/postponed-error.ts";
import { assertWithinBudget } from "#lib/services/budget/spending.ts";
import { AccountRemovedError } from "#lib/services/collection/account-removed-error.ts";
import { AlreadyReadError } from "#lib/services/collection/already-read-error.ts";
import { planInput } from "#lib/services/collection/plan-input.ts";
import { preparePage, storePage } from "#lib/services/collection/store-page.ts";
import { accessOf } from "./account-access.ts";
import { endBrokenTask, endTaskOf } from "./end-task.ts";
import { givenUp } from "./given-up.ts";
import { createMeterDrain } from "./meter-drain.ts";
import { retryingStore } from "./retrying-store.ts";
import { fromStoredCursor, toStoredCursor } from "./stored-cursor.ts";
import type { SyncContext } from "./sync-context.ts";
import { contextOfTask, TaskLostError } from "./task-context.ts";
import { keepUnreadable } from "./unreadable-entries.ts";

/** Failures that may pass, one after the other without a page between them, before the task gives up. */
const mostFailures = 4;
/**
 * The same for an endpoint that does not answer at all. Each call has by then been tried several times by the SDK, or
 * been refused since the endpoint has proved unreachable: a Region that is down must not hold the sync.
 */
const mostUnreachable = 2;
/** A broken answer is asked for once more: a proxy that hiccups is no endpoint of another kind. */
const mostMalformed = 2;
const longestPauseMs = 30_000;

/** How a task is stopped, and what its runner sees of it. */
export interface TaskControl {
  readonly signal: AbortSignal;
  readonly stallWatch?: StallWatch;
}

/**
 * Runs one claimed task to its end: reads pages from where it stands, keeps each together with its cursor, and then
 * records how the source came out, what follows from it and which tasks come due. What AWS refuses ends the task as
 * denied or failed with its reason, and so does what Lamplight itself fails at; only a store that is gone is thrown.
 */
export async function runTask(context: SyncContext, task: ClaimedTask, control: TaskControl): Promise<void> {
  const { signal } = control;
  const ending = contextOfTask(context, task, signal);
  const hopeless = givenUp(task);
  if (hopeless !== null) return await retryingStore(context, signal, () => endBrokenTask(ending, task, hopeless));
  const result = await collect(context, task, control);
  for (let failures = 1; ; failures += 1) {
    try {
      return await retryingStore(context, signal, () => endTaskOf(ending, task, result));
    } catch (error) {
      if (signal.aborted || error instanceof TaskLostError || isTransientStoreError(error)) throw error;
      forgetMissingPartitions(context.db.pool, error);
      // A store that breaks in the middle of a transaction may say so in any words: only what stays is a fault of ours.
      if (failures === mostFailures) {
        const broken = resultOf(context, task, error);
        return await retryingStore(context, signal, () => endBrokenTask(ending, task, broken));
      }
      context.logger.warn(
        { taskId: task.id, source: task.source, failures, err: error },
        "a task's end is tried again",
      );
      await sleep(context.settings.retryPauseMs * 2 ** (failures - 1), undefined, { signal });
    }
  }
}

async function collect(context: SyncContext, task: ClaimedTask, control: TaskControl): Promise<TaskResult> {
  const { signal } = control;
  let current = task;
  for (let failures = 0; ; ) {
    const before = current.cursor;
    try {
      current = await collectPages(context, current, control, (step) => {
        current = step;
      });
      return { status: "succeeded", reason: null, remedy: null };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TaskLostError) throw error;
      if (error instanceof PostponedError) {
        return { status: "postponed", reason: error.message, remedy: error.remedy };
      }
      if (error instanceof AlreadyReadError || error instanceof AccountRemovedError) {
        return { status: "skipped", reason: error.message, remedy: null };
      }
      failures = current.cursor === before ? failures + 1 : 1;
      if (failures >= triesFor(error)) return resultOf(context, task, error);
      context.logger.warn(
        { taskId: task.id, source: task.source, failures, err: shortened(error) },
        "a task is tried again",
      );
      const pauseMs = Math.min(longestPauseMs, context.settings.retryPauseMs * 2 ** (failures - 1));
      await sleep(pauseMs * (0.5 + Math.random()), undefined, { signal });
    }
  }
}

async function collectPages(
  context: SyncContext,
  task: ClaimedTask,
  control: TaskControl,
  stepped: (task: ClaimedTask) => void,
): Promise<ClaimedTask> {
  const resume = fromStoredCursor(task.cursor);
  if (resume.allRead) return task;
  const access = await accessOf(context, task, control.signal);
  const input = await inputOf(context, task);
  const meter = createMeter(pricesOf(task.region));
  const drain = createMeterDrain(meter);
  let current: ClaimedTask = { ...task, input };
  try {
    const pages = context.aws.collect({
      source: task.source,
      access,
      region: task.region,
      input: input as SourceInputs[SourceName],
      cursor: resume.cursor,
      meter,
      urgent: task.trigger === "manual",
      ...control,
    });
    for await (const page of pages) {
      const meters = drain.take();
      current = await storeStep(context, current, page, meters);
      stepped(current);
      if (page.nextCursor !== null && meters.some(({ costUsd }) => costUsd !== 0))
        await assertWithinBudget(context, task);
    }
    return current;
  } finally {
    // What was asked after the last page that was kept, a failed call above all, is metered too.
    const rest = drain.take();
    if (rest.length > 0) await addMeters(context.db.pool, task.id, rest, context.clock.now());
  }
}

/** Keeps a page, its cursor and its meters in one transaction. */
async function storeStep(
  context: SyncContext,
  task: ClaimedTask,
  collected: CollectedPage<SourceName>,
  meters: Parameters<typeof addMeters>[2],
): Promise<ClaimedTask> {
  const { page, nextCursor, progress, unreadable } = collected;
  const cursor = toStoredCursor(nextCursor);
  // A list that goes on after a kill counts from its page on; one that knows its total counts from the start.
  const done =
    progress.done < task.progressDone && progress.total === null ? task.progressDone + progress.done : progress.done;
  const keep = async () => {
    await preparePage(context, task.source, page);
    return context.inSqlTransaction(async (sql) => {
      if (!(await saveTaskStep(sql, task, { cursor, done, total: progress.total }))) return false;
      if (await isAccountRemoved(sql, task.accountId)) throw new AccountRemovedError();
      await storePage(context, sql, task, page);
      if (unreadable !== undefined) await keepUnreadable(sql, task, unreadable, context.clock.now());
      await addMeters(sql, task.id, meters, context.clock.now());
      return true;
    });
  };
  const kept = await keep().catch((error: unknown) => {
    if (forgetMissingPartitions(context.db.pool, error)) return keep();
    throw error;
  });
  if (!kept) throw new TaskLostError(task);
  return { ...task, cursor };
}

/** What the collector is told: planned once, so that a resumed task goes on with the same windows and lists. */
async function inputOf(context: SyncContext, task: ClaimedTask): Promise<object> {
  if (task.input !== null && typeof task.input === "object") return reviveDates(task.input);
  const input = await planInput(context, task);
  await saveTaskInput(context.db.pool, task, input);
  return input;
}

/** JSON has no instants: those of windows come back as texts under their two names. */
function reviveDates(input: object): object {
  return JSON.parse(JSON.stringify(input), (key, value: unknown) =>
    (key === "from" || key === "to") && typeof value === "string" ? new Date(value) : value,
  );
}

/** How often to try what failed like this; once where trying again cannot help. */
function triesFor(error: unknown): number {
  if (!(error instanceof AwsFailureError)) return isTransientStoreError(error) ? Number.POSITIVE_INFINITY : 1;
  if (error.failure.kind === "malformed") return mostMalformed;
  if (!isTemporary(error.failure)) return 1;
  return error.failure.kind === "unreachable" ? mostUnreachable : mostFailures;
}

function resultOf(context: SyncContext, task: ClaimedTask, error: unknown): TaskResult {
  if (error instanceof AwsFailureError) {
    const { state, reason, remedy } = error.failure;
    return { status: state, reason, remedy };
  }
  if (isRefusedValue(error)) {
    const remedy = "The next sync tries again; if it goes on, look into the log of the worker.";
    context.logger.warn({ err: error, taskId: task.id, source: task.source }, "the store refused what AWS sent");
    return {
      status: "failed",
      reason: "AWS sent a value that cannot be kept: too large, or of no known form.",
      remedy,
    };
  }
  context.logger.error(
    { err: error, taskId: task.id, source: task.source, accountId: task.accountId, region: task.region },
    "a task failed",
  );
  return {
    status: "failed",
    reason: "Lamplight itself failed to read this source; the worker's log says more.",
    remedy: "Run the sync again; if it goes on, look into the log of the worker.",
  };
}

function shortened(error: unknown): string {
  return error instanceof Error ? error.message : "not an error";
}
