import {
  beatExample,
  claimExample,
  endExample,
  expireExamples,
  type LogExampleRow,
  releaseExample,
} from "#lib/db/sql/failures/log-examples.ts";
import { exampleHistoryDays } from "#lib/domain/failures/example-lines.ts";
import { holdRequest } from "#lib/services/requests/hold-request.ts";
import { type RequestWorker, workOnRequests } from "#lib/services/requests/work-on-requests.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { fetchExample, giveUpExample } from "./fetch-example.ts";

/** Requests that are worked on side by side in one process. */
const atOnce = 2;
/** AWS gives a query sixty minutes; an hour of one log group takes seconds. One that takes longer waits its turn again. */
const limitMs = 5 * 60_000;
/** A request that workers died over, or waited for, for this long is given up. */
const oldestMs = 15 * 60_000;
/** Lines whose time has passed are let go this often. */
const expireMs = 60_000;
const dayMs = 86_400_000;

/** Fetches example lines when somebody asks for them, and lets go of them when their time has passed. */
export function startExamples(context: SyncContext): RequestWorker {
  const worker = workOnRequests<LogExampleRow>({
    atOnce,
    claim: () => claim(context),
    work: (example, stopping) => runExample(context, example, stopping),
  });
  // At once, too: lines may have been kept past their time while no worker ran.
  let letting = letGo(context);
  const expiring = setInterval(() => {
    letting = letGo(context);
  }, expireMs);
  return {
    wake: worker.wake,
    async stop() {
      clearInterval(expiring);
      await Promise.all([worker.stop(), letting]);
    },
  };
}

/** Lets go of lines whose time has passed. */
export async function dropExpiredExamples(context: SyncContext): Promise<number> {
  const now = context.clock.now();
  return await expireExamples(context.db.pool, now, new Date(now.getTime() - exampleHistoryDays * dayMs));
}

async function letGo(context: SyncContext): Promise<void> {
  try {
    await dropExpiredExamples(context);
  } catch (error) {
    context.logger.warn({ err: error }, "example lines whose time has passed cannot be let go");
  }
}

async function claim(context: SyncContext): Promise<LogExampleRow | null> {
  try {
    return await claimExample(context.db.pool);
  } catch (error) {
    context.logger.warn({ err: error }, "requests for example lines cannot be claimed");
    return null;
  }
}

async function runExample(context: SyncContext, example: LogExampleRow, stopping: AbortSignal): Promise<void> {
  const { pool } = context.db;
  const held = holdRequest(
    () => beatExample(pool, example),
    (error) => context.logger.warn({ err: error, id: example.id }, "the progress of example lines cannot be kept"),
  );
  const limit = AbortSignal.timeout(limitMs);
  const interrupted = AbortSignal.any([stopping, limit, held.lost]);
  try {
    const ageMs = context.clock.now().getTime() - example.requestedAt.getTime();
    if (ageMs > oldestMs) await giveUpExample(context, example);
    else await fetchExample(context, example, interrupted);
  } catch (error) {
    await keepFailure(context, example, error, interrupted.aborted);
  } finally {
    held.end();
  }
}

async function keepFailure(
  context: SyncContext,
  example: LogExampleRow,
  error: unknown,
  isInterrupted: boolean,
): Promise<void> {
  const { id } = example;
  try {
    if (isInterrupted) return await releaseExample(context.db.pool, example);
    // Never the lines themselves: errors of this path hold none.
    context.logger.error({ err: error, id }, "example lines could not be fetched");
    const reason = "Lamplight itself failed at this; the worker's log says more.";
    const end = { state: "failed", lines: null, bytesScanned: null, costUsd: null, expiresAt: null } as const;
    await endExample(context.db.pool, example, { ...end, reason, remedy: "Try again." }, context.clock.now());
  } catch (storeError) {
    // The lease ends, and a worker that reaches the store does it again.
    context.logger.warn({ err: storeError, id }, "the end of example lines cannot be kept");
  }
}
