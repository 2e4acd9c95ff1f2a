import type { AccountAccess } from "#lib/aws/credentials.ts";
import { getAccount, type StoredAccount } from "#lib/db/sql/accounts.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import { NotFoundError } from "#lib/errors.ts";
import type { SyncContext } from "./sync-context.ts";

/** The caller's own credentials, whatever account they are of. */
export const ownAccess: AccountAccess = { accountId: null, roleArn: null, externalId: null };

/** How a task gets into its account: by the account's role, or with the caller's own credentials where it has none. */
export async function accessOf(context: SyncContext, task: ClaimedTask, signal: AbortSignal): Promise<AccountAccess> {
  if (task.accountId === "") {
    const { accountId } = await context.aws.identify(ownAccess, signal);
    return { ...ownAccess, accountId };
  }
  const account = await getAccount(context.db.pool, task.accountId);
  if (account === null) throw new NotFoundError(`The account ${task.accountId} was removed.`);
  return accessOfAccount(account);
}

/** The way into a stored account. */
export function accessOfAccount({ id, roleArn, externalId, via }: StoredAccount): AccountAccess {
  return { accountId: id, roleArn, externalId, via };
}
