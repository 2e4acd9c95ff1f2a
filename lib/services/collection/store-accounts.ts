import { type DiscoveredAccount, saveAccounts, saveRegions } from "#lib/db/sql/accounts.ts";
import { saveLimits } from "#lib/db/sql/place-facts.ts";
import { partitionOf } from "#lib/domain/fleet/arn.ts";
import type { ObservedAccount } from "#lib/domain/fleet/observed.ts";
import type { StorePage } from "./stored-page.ts";

/** What the plan of the accounts task says beyond what the collector needs. */
export interface AccountsPlan {
  /** The account of the caller's own credentials, which is read with them. */
  readonly callerAccountId: string;
  readonly roleName: string;
  readonly homeRegion: string;
}

/** Accounts of the organisation; the caller's own is read with the caller's credentials, the others by their role. */
export const storeAccounts: StorePage<"accounts"> = async (sql, { accounts }, { task, now }) => {
  const plan = task.input as AccountsPlan;
  await saveAccounts(
    sql,
    accounts.map((account) => discoveredAccount(account, plan)),
    now,
  );
};

/** How an account that was found is reached: the caller's own with the caller's credentials, others by their role. */
export function discoveredAccount(
  account: ObservedAccount,
  { callerAccountId, roleName, homeRegion }: AccountsPlan,
): DiscoveredAccount {
  if (account.accountId === callerAccountId) return { ...account, origin: "caller", roleArn: null };
  const roleArn = `arn:${partitionOf(homeRegion)}:iam::${account.accountId}:role/${roleName}`;
  return { ...account, origin: "organization", roleArn };
}

export const storeRegions: StorePage<"regions"> = async (sql, { regions }, { task }) => {
  await saveRegions(sql, task.accountId, regions);
};

export const storeLimits: StorePage<"limits"> = async (sql, { limits }, { task, now }) => {
  await saveLimits(sql, task, limits, now);
};
