import { listStoredFunctions } from "#lib/db/sql/function-facts.ts";
import type { Place } from "#lib/db/sql/place.ts";
import { listTeamRules, saveTeamsOfFunctions } from "#lib/db/sql/teams.ts";
import { teamOf } from "#lib/domain/teams/team-of.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** Gives the functions of a place to teams, by the rules as they are now. A team that cannot be told stays as it was. */
export async function assignTeams(context: ServiceContext, place: Place): Promise<void> {
  await context.inSqlTransaction(async (sql) => {
    const rules = await listTeamRules(sql);
    const functions = await listStoredFunctions(sql, place.accountId, place.region, [
      "id",
      "accountId",
      "name",
      "tags",
      "teamId",
      "unknowns",
    ]);
    const rows = functions.flatMap((fn) => {
      const tags = fn.unknowns.tags === undefined ? fn.tags : null;
      const membership = teamOf({ accountId: fn.accountId, name: fn.name, tags }, rules);
      if (membership.state === "unknown") return [];
      const teamId = membership.state === "team" ? membership.teamId : null;
      return teamId === fn.teamId ? [] : [{ id: fn.id, teamId }];
    });
    await saveTeamsOfFunctions(sql, rows);
  });
}
