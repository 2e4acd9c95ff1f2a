import { getAccount, listRegions, saveAccountAccess } from "#lib/db/sql/accounts.ts";
import { type AccessTest, readingOf, verdictOf } from "#lib/domain/accounts/access-test.ts";
import { NotFoundError } from "#lib/errors.ts";
import { authorize } from "#lib/services/context.ts";
import { accessOfAccount } from "#lib/services/sync/account-access.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";

export interface TestAccountOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Called before anything is kept; throws where the test is somebody else's by now. */
  readonly confirm?: () => Promise<void>;
}

/**
 * Tries all that reading an account takes, with calls that cost nothing, and keeps whether its role lets Lamplight in.
 * Throws where the account is not known, never for what AWS answers.
 */
export async function testAccount(
  context: SyncContext,
  accountId: string,
  { signal, onProgress, confirm }: TestAccountOptions,
): Promise<AccessTest> {
  authorize(context.actor, "accounts:manage");
  const { pool } = context.db;
  const account = await getAccount(pool, accountId);
  if (account === null) {
    throw new NotFoundError(`Account ${accountId} is not connected.`, { remedy: "Connect it first." });
  }
  const read = await listRegions(pool, accountId);
  const named = account.regionsFilter.length > 0 ? account.regionsFilter : read;
  const regions = named.length > 0 ? named : [context.settings.homeRegion];
  const test = await context.aws.testAccess({
    access: accessOfAccount(account),
    regions,
    queueNames: await queueNames(context, accountId),
    signal,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const closed = verdictOf(test) === "closed";
  const denied = [...test.hops, ...test.regions].some(({ result }) => result === "denied");
  const state = closed ? (denied ? "denied" : "failed") : "known";
  await confirm?.();
  await saveAccountAccess(pool, accountId, { state, reason: closed ? readingOf(test) : null }, context.clock.now());
  return test;
}

/** One queue of the account that feeds a function, by Region. */
async function queueNames(context: SyncContext, accountId: string): Promise<Record<string, string>> {
  const { rows } = await context.db.pool.query<{ arn: string }>(
    `SELECT DISTINCT ON (split_part(queue_arn, ':', 4)) queue_arn AS arn FROM queues
     WHERE account_id = $1 AND split_part(queue_arn, ':', 5) = $1 ORDER BY split_part(queue_arn, ':', 4), queue_arn`,
    [accountId],
  );
  return Object.fromEntries(rows.map(({ arn }) => [arn.split(":")[3] ?? "", arn.split(":")[5] ?? ""]));
}
