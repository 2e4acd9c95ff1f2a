import type { TeamRule } from "#lib/domain/teams/team-of.ts";
import type { Sql } from "./transaction.ts";

interface Row {
  readonly teamId: string;
  readonly accountIds: string[];
  readonly tagKey: string | null;
  readonly tagValue: string | null;
  readonly namePattern: string | null;
}

/** All teams' rules in the order in which they are asked. */
export async function listTeamRules(sql: Sql): Promise<TeamRule[]> {
  const { rows } = await sql.query<Row>(
    `SELECT team_id AS "teamId", account_ids AS "accountIds", tag_key AS "tagKey", tag_value AS "tagValue",
       name_pattern AS "namePattern" FROM team_rules ORDER BY position, id`,
  );
  return rows.map((row) => ({
    teamId: row.teamId,
    accountIds: row.accountIds.length === 0 ? null : row.accountIds,
    tag: row.tagKey === null ? null : { key: row.tagKey, value: row.tagValue },
    name: row.namePattern,
  }));
}

export async function saveTeamsOfFunctions(
  sql: Sql,
  rows: readonly { readonly id: number; readonly teamId: string | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    "UPDATE functions f SET team_id = r.team_id FROM unnest($1::int[], $2::uuid[]) AS r(id, team_id) WHERE f.id = r.id",
    [rows.map(({ id }) => id), rows.map(({ teamId }) => teamId)],
  );
}
