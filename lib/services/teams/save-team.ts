import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { ConflictError, NotFoundError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { assignTeams } from "./assign-teams.ts";
import { type SaveTeamInput, saveTeamInput } from "./schemas.ts";

/**
 * Makes a team, or replaces its name and rules. Membership of every function is worked out anew at once; what rollups
 * say of days before stays, since team membership is that of the day.
 */
export async function saveTeam(
  context: ServiceContext,
  raw: SaveTeamInput,
): Promise<{ teamId: string; reassigned: number }> {
  authorize(context.actor, "teams:manage");
  const input = parseInput(saveTeamInput, raw);
  const now = context.clock.now();
  return context.inTransaction(async (transaction) => {
    const teamId = await upsertTeam(transaction, input, now);
    await replaceRules(transaction, teamId, input.rules);
    const reassigned = await assignTeams(transaction);
    const details = { name: input.name, rules: input.rules.length, reassigned };
    await recordAudit(transaction, { at: now, actor: context.actor, action: "team.save", subject: teamId, details });
    return { teamId, reassigned };
  });
}

async function upsertTeam(transaction: Transaction, input: z.output<typeof saveTeamInput>, now: Date): Promise<string> {
  const namesake = await transaction.team.findUnique({ where: { name: input.name } });
  if (namesake && namesake.id !== input.teamId) {
    throw new ConflictError(`There is a team named ${input.name} already.`, {
      remedy: "Choose another name, or change that team.",
    });
  }
  if (!input.teamId) return (await transaction.team.create({ data: { name: input.name, createdAt: now } })).id;
  const { count } = await transaction.team.updateMany({ where: { id: input.teamId }, data: { name: input.name } });
  if (count === 0) throw new NotFoundError("This team is not here any more.", { remedy: "Reload the page." });
  return input.teamId;
}

/** The team's rules keep the place of its first one among all teams; a new team comes last. */
async function replaceRules(
  transaction: Transaction,
  teamId: string,
  rules: z.output<typeof saveTeamInput>["rules"],
): Promise<void> {
  const first = await transaction.teamRule.findFirst({ where: { teamId }, orderBy: { position: "asc" } });
  const last = await transaction.teamRule.aggregate({ _max: { position: true } });
  const position = first?.position ?? (last._max.position ?? 0) + 1;
  await transaction.teamRule.deleteMany({ where: { teamId } });
  await transaction.teamRule.createMany({ data: rules.map((rule) => ({ ...rule, teamId, position })) });
}
