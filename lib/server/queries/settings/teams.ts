import { sharedDatabase } from "#lib/db/shared-database.ts";
import { suggestTeams } from "#lib/domain/teams/suggest-teams.ts";
import type { TeamSuggestionView, TeamView } from "#lib/domain/views/settings.ts";

/** All teams in the order in which their rules are tried, with how many functions each has. */
export async function listTeams(): Promise<TeamView[]> {
  const teams = await sharedDatabase().prisma.team.findMany({
    include: {
      rules: { orderBy: [{ position: "asc" }, { id: "asc" }] },
      _count: { select: { functions: { where: { deletedAt: null } } } },
    },
  });
  return teams
    .map((team) => ({ position: team.rules[0]?.position ?? Number.MAX_SAFE_INTEGER, team }))
    .sort((a, b) => a.position - b.position || a.team.name.localeCompare(b.team.name))
    .map(({ team }) => ({
      teamId: team.id,
      name: team.name,
      functionCount: team._count.functions,
      rules: team.rules.map(({ accountIds, tagKey, tagValue, namePattern }) => ({
        accountIds,
        tagKey,
        tagValue,
        namePattern,
      })),
    }));
}

/** Tag keys whose values look like teams, over the whole fleet. */
export async function listTeamSuggestions(): Promise<TeamSuggestionView[]> {
  const functions = await sharedDatabase().prisma.function.findMany({
    where: { deletedAt: null },
    select: { accountId: true, name: true, tags: true, unknowns: true },
  });
  const subjects = functions.map(({ accountId, name, tags, unknowns }) => ({
    accountId,
    name,
    tags:
      typeof unknowns === "object" && unknowns !== null && "tags" in unknowns ? null : (tags as Record<string, string>),
  }));
  return suggestTeams(subjects).map(({ tagKey, taggedCount, functionCount, teams }) => ({
    tagKey,
    taggedCount,
    functionCount,
    values: teams,
  }));
}
