import {
  type AccessCheckRow,
  claimCheck,
  endCheck,
  releaseCheck,
  saveCheckProgress,
} from "#lib/db/sql/access-checks.ts";
import { AppError } from "#lib/errors.ts";
import { type HeldRequest, holdRequest } from "#lib/services/requests/hold-request.ts";
import { type RequestWorker, workOnRequests } from "#lib/services/requests/work-on-requests.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { organizationImportInput } from "./organization-import.ts";
import { lookAtOrganization, lookSubject } from "./organization-look.ts";
import { testAccount } from "./test-account.ts";

/** Accounts that are tested side by side in one process: each account has its own quotas. */
const atOnce = 4;
/** No test takes longer: some fifty calls, of which the slowest is given up after half a minute. */
const limitMs = 10 * 60_000;

/** Tests accounts and looks at the organisation when somebody asks for it; what is under way at a stop is put back. */
export function startAccessChecks(context: SyncContext): RequestWorker {
  return workOnRequests<AccessCheckRow>({
    atOnce,
    claim: () => claim(context),
    work: (check, stopping) => runCheck(context, check, stopping),
  });
}

async function claim(context: SyncContext): Promise<AccessCheckRow | null> {
  try {
    return await claimCheck(context.db.pool);
  } catch (error) {
    context.logger.warn({ err: error }, "access tests cannot be claimed");
    return null;
  }
}

async function runCheck(context: SyncContext, check: AccessCheckRow, stopping: AbortSignal): Promise<void> {
  const { pool } = context.db;
  const progress: { done: number; total: number | null } = { done: 0, total: null };
  const held = holdRequest(
    () => saveCheckProgress(pool, check, progress),
    (error) =>
      context.logger.warn({ err: error, subject: check.subject }, "the progress of an access test cannot be kept"),
  );
  const signal = AbortSignal.any([stopping, held.lost, AbortSignal.timeout(limitMs)]);
  try {
    const result = await resultOf(context, check, { signal, held }, (done, total) => {
      Object.assign(progress, { done, total });
      if (done % 5 === 0) held.tell();
    });
    await endCheck(pool, check, { state: "done", result, reason: null, remedy: null }, context.clock.now());
  } catch (error) {
    await keepFailure(context, check, error, stopping.aborted || held.lost.aborted);
  } finally {
    held.end();
  }
}

async function resultOf(
  context: SyncContext,
  { subject, input }: AccessCheckRow,
  { signal, held }: { readonly signal: AbortSignal; readonly held: HeldRequest },
  onProgress: (done: number, total: number) => void,
): Promise<object> {
  if (subject !== lookSubject) {
    return await testAccount(context, subject, { signal, onProgress, confirm: () => held.confirm() });
  }
  return await lookAtOrganization(context, organizationImportInput.parse(input), signal);
}

async function keepFailure(
  context: SyncContext,
  check: AccessCheckRow,
  error: unknown,
  interrupted: boolean,
): Promise<void> {
  const { pool } = context.db;
  try {
    if (interrupted) return await releaseCheck(pool, check);
    if (!(error instanceof AppError))
      context.logger.error({ err: error, subject: check.subject }, "an access test broke");
    const told = error instanceof AppError ? error : null;
    const reason = told?.message ?? "Lamplight itself failed at the test; the worker's log says more.";
    const end = { state: "failed", result: null, reason, remedy: told?.remedy ?? "Try again." } as const;
    await endCheck(pool, check, end, context.clock.now());
  } catch (storeError) {
    // The lease ends, and a worker that reaches the store does it again.
    context.logger.warn({ err: storeError, subject: check.subject }, "the end of an access test cannot be kept");
  }
}
