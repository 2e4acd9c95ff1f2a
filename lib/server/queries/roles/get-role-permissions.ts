import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type ServiceSummary, summarizePermissions } from "#lib/domain/iam/verdicts/summarize-permissions.ts";
import { loadRoleRights } from "#lib/services/roles/role-rights-of.ts";

/** What a role holds of each service, by its documents as they were read last; or why that cannot be told. */
export type RolePermissions =
  | { readonly state: "known"; readonly services: readonly ServiceSummary[] }
  | { readonly state: "unknown"; readonly reason: string };

/** Works out what a role may do, by service and class of action; null when Lamplight has never seen the role. */
export async function getRolePermissions(roleArn: string): Promise<RolePermissions | null> {
  const loaded = await loadRoleRights(sharedDatabase().pool, roleArn);
  if (loaded === null) return null;
  if ("unknown" in loaded) return { state: "unknown", reason: loaded.unknown };
  return { state: "known", services: summarizePermissions(loaded.rights) };
}
