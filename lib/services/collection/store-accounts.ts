import { saveRegions } from "#lib/db/sql/accounts.ts";
import { saveControlReading } from "#lib/db/sql/control-policies.ts";
import {
  type DiscoveredAccount,
  leaveOutFiltered,
  leaveOutUnlisted,
  saveDiscoveredAccounts,
} from "#lib/db/sql/organization-accounts.ts";
import { saveLimits } from "#lib/db/sql/place-facts.ts";
import { partitionOf } from "#lib/domain/fleet/arn.ts";
import type { ObservedAccount } from "#lib/domain/fleet/observed.ts";
import type { AccountsPlan } from "#lib/services/accounts/accounts-plan.ts";
import type { StorePage } from "./stored-page.ts";

/**
 * Accounts of the organisation; the caller's own is read with the caller's credentials, the others by their role. Who is
 * not on a list that was read whole, or not chosen, is marked and left out. With the last page comes what limits them.
 */
export const storeAccounts: StorePage<"accounts"> = async (
  sql,
  { accounts, filteredOut = [], organization, controls },
  { task, now },
) => {
  const plan = task.input as AccountsPlan;
  await saveDiscoveredAccounts(
    sql,
    accounts.map((account) => discoveredAccount(account, plan)),
    now,
  );
  await leaveOutFiltered(
    sql,
    filteredOut.map(({ accountId }) => accountId),
    now,
  );
  if (organization?.complete === true) await leaveOutUnlisted(sql, task.startedAt, now);
  if (controls !== undefined) await saveControlReading(sql, controls, { listedSince: task.startedAt, now });
};

/** How an account that was found is reached: the caller's own with the caller's credentials, others by their role. */
export function discoveredAccount(
  account: ObservedAccount,
  { callerAccountId, roleName, homeRegion, externalId = null, via = [] }: AccountsPlan,
): DiscoveredAccount {
  if (account.accountId === callerAccountId) {
    return { ...account, origin: "caller", roleArn: null, externalId: null, via: [] };
  }
  const roleArn = `arn:${partitionOf(homeRegion)}:iam::${account.accountId}:role/${roleName}`;
  return { ...account, origin: "organization", roleArn, externalId, via };
}

export const storeRegions: StorePage<"regions"> = async (sql, { regions }, { task }) => {
  await saveRegions(sql, task.accountId, regions);
};

export const storeLimits: StorePage<"limits"> = async (sql, { limits }, { task, now }) => {
  await saveLimits(sql, task, limits, now);
};
