"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { CollectionSaved } from "#lib/domain/views/collection-settings.ts";
import { lastCollectionSave } from "#lib/server/queries/settings/collection/last-collection-save.ts";
import {
  type CollectionSettings,
  collectionSettingsInput,
  getCollectionSettings,
  saveCollectionSettings,
} from "#lib/services/settings/collection-settings.ts";
import { scopedAction } from "./action-client.ts";

/** Saves what was entered, unless something else was saved since the page read `seen`: then it says what. */
export const saveCollectionSettingsAction = scopedAction("saveCollectionSettings", "settings:manage")
  .inputSchema(z.object({ values: collectionSettingsInput, seen: collectionSettingsInput }))
  .action(async ({ ctx, parsedInput: { values, seen } }): Promise<CollectionSaved> => {
    const stored = await getCollectionSettings(ctx.service);
    if (!isSame(stored, seen)) return { state: "overtaken", values: stored, saved: await lastCollectionSave() };
    const saved = await saveCollectionSettings(ctx.service, values);
    revalidatePath("/settings/collection");
    revalidatePath("/sync");
    return { state: "saved", values: saved };
  });

function isSame(one: CollectionSettings, other: CollectionSettings): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ monthlyBudgetUsd, quotaShares, schedule }: CollectionSettings): string {
  const shares = Object.entries(quotaShares).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([monthlyBudgetUsd, schedule, shares]);
}
