import type { Transaction } from "#lib/db/client.ts";
import { type TeamRule, teamOf } from "#lib/domain/teams/team-of.ts";

const batchSize = 2000;

/**
 * Gives every function the team that the rules say, and returns how many changed. A function whose team cannot be told,
 * since its tags were not read, keeps the team it had.
 */
export async function assignTeams(
  transaction: Transaction,
  where: { accountId?: string; region?: string } = {},
): Promise<number> {
  const rules = await loadTeamRules(transaction);
  let changed = 0;
  let after = 0;
  for (;;) {
    const functions = await transaction.function.findMany({
      where: { ...where, id: { gt: after }, deletedAt: null },
      select: { id: true, accountId: true, name: true, tags: true, teamId: true, unknowns: true },
      orderBy: { id: "asc" },
      take: batchSize,
    });
    for (const [teamId, ids] of changesOf(functions, rules)) {
      changed += (await transaction.function.updateMany({ where: { id: { in: ids } }, data: { teamId } })).count;
    }
    const last = functions.at(-1);
    if (!last || functions.length < batchSize) return changed;
    after = last.id;
  }
}

/** All teams' rules, in the order in which they are tried. */
export async function loadTeamRules(transaction: Transaction): Promise<TeamRule[]> {
  const rules = await transaction.teamRule.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
  return rules.map((rule) => ({
    teamId: rule.teamId,
    accountIds: rule.accountIds.length > 0 ? rule.accountIds : null,
    tag: rule.tagKey === null ? null : { key: rule.tagKey, value: rule.tagValue || null },
    name: rule.namePattern,
  }));
}

interface Member {
  readonly id: number;
  readonly accountId: string;
  readonly name: string;
  readonly tags: unknown;
  readonly teamId: string | null;
  readonly unknowns: unknown;
}

function changesOf(functions: readonly Member[], rules: readonly TeamRule[]): Map<string | null, number[]> {
  const changes = new Map<string | null, number[]>();
  for (const member of functions) {
    const membership = teamOf({ accountId: member.accountId, name: member.name, tags: knownTags(member) }, rules);
    if (membership.state === "unknown") continue;
    const teamId = membership.state === "team" ? membership.teamId : null;
    if (teamId === member.teamId) continue;
    changes.set(teamId, [...(changes.get(teamId) ?? []), member.id]);
  }
  return changes;
}

function knownTags({ tags, unknowns }: Member): Readonly<Record<string, string>> | null {
  if (typeof unknowns === "object" && unknowns !== null && "tags" in unknowns) return null;
  return typeof tags === "object" && tags !== null ? (tags as Record<string, string>) : null;
}
