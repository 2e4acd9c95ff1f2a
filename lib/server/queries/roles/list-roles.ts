import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type RoleListQuery, listRoles as readRoles } from "#lib/db/sql/roles/list-roles.ts";
import type { RoleWindow } from "#lib/domain/views/roles.ts";
import { listAccountNames } from "./account-names.ts";
import { roleRow } from "./role-row.ts";

/** One window of the execution roles. */
export async function listRoles(query: RoleListQuery): Promise<RoleWindow> {
  const [{ rows, total }, names] = await Promise.all([readRoles(sharedDatabase().pool, query), listAccountNames()]);
  return { rows: rows.map((row) => roleRow(row, names)), total };
}
