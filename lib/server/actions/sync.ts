"use server";

import { revalidatePath } from "next/cache";
import { cancelSync, cancelSyncInput } from "#lib/services/sync/cancel-sync.ts";
import { requestSync, requestSyncInput } from "#lib/services/sync/request-sync.ts";
import { scopedAction } from "./action-client.ts";

export const requestSyncAction = scopedAction("requestSync", "sync:run")
  .inputSchema(requestSyncInput.omit({ trigger: true }))
  .action(async ({ ctx, parsedInput }) => {
    const requested = await requestSync(ctx.service, { ...parsedInput, trigger: "manual" });
    revalidatePath("/sync");
    return requested;
  });

export const cancelSyncAction = scopedAction("cancelSync", "sync:run")
  .inputSchema(cancelSyncInput)
  .action(async ({ ctx, parsedInput }) => {
    await cancelSync(ctx.service, parsedInput);
    revalidatePath("/sync");
  });
