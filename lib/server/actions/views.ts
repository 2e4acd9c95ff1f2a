"use server";

import { revalidatePath } from "next/cache";
import { deleteView } from "#lib/services/views/delete-view.ts";
import { saveView } from "#lib/services/views/save-view.ts";
import { deleteViewInput, saveViewInput } from "#lib/services/views/schemas.ts";
import { scopedAction } from "./action-client.ts";

export const saveViewAction = scopedAction("saveView", "views:save")
  .inputSchema(saveViewInput)
  .action(async ({ ctx, parsedInput }) => {
    const saved = await saveView(ctx.service, parsedInput);
    revalidatePath(`/${parsedInput.page}`);
    return saved;
  });

export const deleteViewAction = scopedAction("deleteView", "views:save")
  .inputSchema(deleteViewInput)
  .action(async ({ ctx, parsedInput }) => {
    await deleteView(ctx.service, parsedInput);
    revalidatePath("/", "layout");
  });
