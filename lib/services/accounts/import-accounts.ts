import { createMeter } from "#lib/aws/meter.ts";
import { listAccounts, saveAccounts } from "#lib/db/sql/accounts.ts";
import type { ObservedAccount } from "#lib/domain/fleet/observed.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { discoveredAccount } from "#lib/services/collection/store-accounts.ts";
import { authorize } from "#lib/services/context.ts";
import { ownAccess } from "#lib/services/sync/account-access.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";

export interface ImportedAccounts {
  /** Accounts of the organisation, the caller's own included. */
  readonly found: number;
  /** How many of them were not known here. */
  readonly added: number;
}

/**
 * Reads the organisation's accounts and connects those that are not known yet, each by the role of the settings' name.
 * How a known account is read stays as a person chose. Throws `AwsFailureError` when AWS does not let the caller in.
 */
export async function importAccounts(context: SyncContext, signal: AbortSignal): Promise<ImportedAccounts> {
  authorize(context.actor, "accounts:manage");
  const { roleName, homeRegion } = context.settings;
  const { accountId: callerAccountId } = await context.aws.identify(ownAccess, signal);
  const access = { ...ownAccess, accountId: callerAccountId };
  const found: ObservedAccount[] = [];
  const task = {
    source: "accounts",
    access,
    region: "",
    input: {},
    cursor: null,
    meter: createMeter(),
    signal,
  } as const;
  for await (const { page } of context.aws.collect(task)) found.push(...page.accounts);

  const now = context.clock.now();
  const plan = { callerAccountId, roleName, homeRegion };
  return context.inSqlTransaction(async (sql) => {
    const known = new Set((await listAccounts(sql)).map(({ id }) => id));
    await saveAccounts(
      sql,
      found.map((account) => discoveredAccount(account, plan)),
      now,
    );
    const added = found.filter(({ accountId }) => !known.has(accountId)).length;
    const details = { found: found.length, added };
    await recordAuditSql(sql, {
      at: now,
      actor: context.actor,
      action: "account.import",
      subject: "organisation",
      details,
    });
    return { found: found.length, added };
  });
}
