"use server";

import { revalidatePath } from "next/cache";
import { deleteTeam } from "#lib/services/teams/delete-team.ts";
import { saveTeam } from "#lib/services/teams/save-team.ts";
import { deleteTeamInput, saveTeamInput } from "#lib/services/teams/schemas.ts";
import { scopedAction } from "./action-client.ts";

export const saveTeamAction = scopedAction("saveTeam", "teams:manage")
  .inputSchema(saveTeamInput)
  .action(async ({ ctx, parsedInput }) => {
    const saved = await saveTeam(ctx.service, parsedInput);
    revalidatePath("/", "layout");
    return saved;
  });

export const deleteTeamAction = scopedAction("deleteTeam", "teams:manage")
  .inputSchema(deleteTeamInput)
  .action(async ({ ctx, parsedInput }) => {
    await deleteTeam(ctx.service, parsedInput);
    revalidatePath("/", "layout");
  });
