import { listRegions } from "#lib/db/sql/accounts.ts";
import type { SyncScope } from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { accountsOf } from "./plan-followers.ts";

/** What was asked for by name and is not there to be read, in one sentence; `whole` when nothing else was asked for. */
export async function outsideScope(sql: Sql, scope: SyncScope): Promise<{ reason: string; whole: boolean } | null> {
  const accounts = await accountsOf(sql, scope);
  const ids = (scope.accounts ?? []).filter((wanted) => accounts.every(({ id }) => id !== wanted));
  if (ids.length > 0) {
    const reason = `Not read, since it is not a connected, enabled and active account: ${ids.join(", ")}. \`lamplight accounts list\` names those that are.`;
    return { reason, whole: accounts.length === 0 };
  }
  const known = new Set<string>();
  for (const { id } of accounts) for (const region of await listRegions(sql, id)) known.add(region);
  const regions = (scope.regions ?? []).filter((wanted) => !known.has(wanted));
  if (regions.length === 0) return null;
  const reason = `Not read, since no account that was asked for has this Region enabled: ${regions.join(", ")}.`;
  return { reason, whole: regions.length === scope.regions?.length };
}
