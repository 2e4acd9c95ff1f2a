import { saveRoleUsages } from "#lib/db/sql/role-usage.ts";
import type { StorePage } from "./stored-page.ts";

/** Keeps what roles have used; what was known of a role stays when AWS refuses to tell it again. */
export const storeRoleUsage: StorePage<"role-usage"> = async (sql, { usages }, { task, now }) => {
  await saveRoleUsages(sql, task.accountId, usages, now);
};
