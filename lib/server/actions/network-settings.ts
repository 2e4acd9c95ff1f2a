"use server";

import { revalidatePath } from "next/cache";
import { networkSettingsInput, saveNetworkSettings } from "#lib/services/settings/network-settings.ts";
import { scopedAction } from "./action-client.ts";

/** Saves what the organisation holds of functions in VPCs. */
export const saveNetworkSettingsAction = scopedAction("saveNetworkSettings", "settings:manage")
  .inputSchema(networkSettingsInput)
  .action(async ({ ctx, parsedInput }) => {
    const saved = await saveNetworkSettings(ctx.service, parsedInput);
    revalidatePath("/settings/network");
    revalidatePath("/network");
    return saved;
  });
