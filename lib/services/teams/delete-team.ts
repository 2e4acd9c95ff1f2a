import { NotFoundError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { assignTeams } from "./assign-teams.ts";
import { type DeleteTeamInput, deleteTeamInput } from "./schemas.ts";

/** Deletes a team and its rules; its functions fall to the next rule that matches them. */
export async function deleteTeam(context: ServiceContext, raw: DeleteTeamInput): Promise<void> {
  authorize(context.actor, "teams:manage");
  const { teamId } = parseInput(deleteTeamInput, raw);
  const now = context.clock.now();
  await context.inTransaction(async (transaction) => {
    const team = await transaction.team.findUnique({ where: { id: teamId } });
    if (!team) throw new NotFoundError("This team is not here any more.", { remedy: "Reload the page." });
    await transaction.team.delete({ where: { id: teamId } });
    await assignTeams(transaction);
    await recordAudit(transaction, {
      at: now,
      actor: context.actor,
      action: "team.delete",
      subject: teamId,
      details: { name: team.name },
    });
  });
}
