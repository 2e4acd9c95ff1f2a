import { sharedDatabase } from "#lib/db/shared-database.ts";
import { countRoleFunctions, listRoleFunctions } from "#lib/db/sql/roles/role-parts.ts";
import type { RoleStandingView } from "#lib/domain/views/role-detail.ts";

/** Who stands on a role: the functions that run as it, by team. */
export async function getRoleStanding(accountId: string, roleArn: string): Promise<RoleStandingView> {
  const { pool } = sharedDatabase();
  const [teams, busiest] = await Promise.all([
    countRoleFunctions(pool, accountId, roleArn),
    listRoleFunctions(pool, accountId, roleArn),
  ]);
  return {
    functions: teams.reduce((sum, { functions }) => sum + functions, 0),
    regions: [...new Set(teams.flatMap(({ regions }) => regions))].toSorted(),
    teams: teams.map(({ name, functions, invocations }) => ({ name, functions, invocations })),
    busiest,
  };
}
