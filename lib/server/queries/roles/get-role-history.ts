import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listHistorySnapshots } from "#lib/db/sql/roles/role-snapshots.ts";
import { policiesEverHad, type RoleHistory, roleHistory } from "#lib/domain/roles/role-history.ts";

/** What changed about a role and the policies that it had, from the snapshots that are kept. `policyArns`: those it has now. */
export async function getRoleHistory(
  accountId: string,
  roleArn: string,
  policyArns: readonly string[],
): Promise<RoleHistory> {
  const { pool } = sharedDatabase();
  const states = await listHistorySnapshots(pool, accountId, "role", [roleArn]);
  const arns = [...new Set([...policyArns, ...policiesEverHad(states.map(({ body }) => body))])];
  return roleHistory([...states, ...(await listHistorySnapshots(pool, accountId, "policy", arns))]);
}
