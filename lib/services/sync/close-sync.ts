import { listAccounts } from "#lib/db/sql/accounts.ts";
import { type SyncRow, saveSyncEnd, summarizeTasks } from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { outsideScope } from "./outside-scope.ts";

/** A sync that has learned nothing, knows of no account, or was only about what is not there, has failed. */
export async function closeSync(sql: Sql, sync: Pick<SyncRow, "id" | "scope">, now: Date): Promise<void> {
  const { ended, reason } = await summarizeTasks(sql, sync.id);
  const learned = (ended.succeeded ?? 0) + (ended.partial ?? 0);
  const nothing = learned === 0 && ((ended.failed ?? 0) > 0 || (ended.denied ?? 0) > 0);
  if (nothing || (await listAccounts(sql)).length === 0) {
    const why = reason ?? "No account is known yet: a sync of everything reads them first.";
    await saveSyncEnd(sql, sync.id, { status: "failed", reason: why }, now);
    return;
  }
  const outside = await outsideScope(sql, sync.scope);
  const status = outside?.whole ? "failed" : "complete";
  await saveSyncEnd(sql, sync.id, { status, reason: outside?.reason ?? null }, now);
}
