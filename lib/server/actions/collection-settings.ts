"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { CollectionSaved } from "#lib/domain/views/collection-settings.ts";
import { lastCollectionSave } from "#lib/server/queries/settings/collection/last-collection-save.ts";
import { collectionSettingsInput, replaceCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { scopedAction } from "./action-client.ts";

/** Saves what was entered, unless something else was saved since the page read `seen`: then it says what. */
export const saveCollectionSettingsAction = scopedAction("saveCollectionSettings", "settings:manage")
  .inputSchema(z.object({ values: collectionSettingsInput, seen: collectionSettingsInput }))
  .action(async ({ ctx, parsedInput }): Promise<CollectionSaved> => {
    const { state, values } = await replaceCollectionSettings(ctx.service, parsedInput);
    if (state === "overtaken") return { state, values, saved: await lastCollectionSave() };
    revalidatePath("/settings/collection");
    revalidatePath("/sync");
    return { state, values };
  });
