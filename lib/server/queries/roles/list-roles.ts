import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type RoleListQuery, listRoles as readRoles } from "#lib/db/sql/roles/list-roles.ts";
import type { RoleWindow } from "#lib/domain/views/roles.ts";
import { roleRow } from "./role-row.ts";

/** One window of the execution roles. */
export async function listRoles(query: RoleListQuery): Promise<RoleWindow> {
  const { rows, total } = await readRoles(sharedDatabase().pool, query);
  return { rows: rows.map(roleRow), total };
}
