import type { AccountAccess } from "#lib/aws/credentials.ts";
import { getAccount, isAccountRemoved, type StoredAccount } from "#lib/db/sql/accounts.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import { AccountRemovedError } from "#lib/services/collection/account-removed-error.ts";
import type { SyncContext } from "./sync-context.ts";

/** The caller's own credentials, whatever account they are of. */
export const ownAccess: AccountAccess = { accountId: null, roleArn: null, externalId: null };

/**
 * How a task gets into its account: by the account's role, or with the caller's own credentials where it has none. Throws
 * `AccountRemovedError` for an account that is to be read no more.
 */
export async function accessOf(context: SyncContext, task: ClaimedTask, signal: AbortSignal): Promise<AccountAccess> {
  if (task.accountId === "") {
    const { accountId } = await context.aws.identify(ownAccess, signal);
    return { ...ownAccess, accountId };
  }
  const account = await getAccount(context.db.pool, task.accountId);
  if (account === null || (await isAccountRemoved(context.db.pool, task.accountId))) throw new AccountRemovedError();
  return accessOfAccount(account);
}

/** The way into a stored account. */
export function accessOfAccount({ id, roleArn, externalId, via }: StoredAccount): AccountAccess {
  return { accountId: id, roleArn, externalId, via };
}
