"use server";

import { revalidatePath } from "next/cache";
import { addAccount } from "#lib/services/accounts/add-account.ts";
import { addAccountInput, updateAccountInput } from "#lib/services/accounts/schemas.ts";
import { updateAccount } from "#lib/services/accounts/update-account.ts";
import { scopedAction } from "./action-client.ts";

export const addAccountAction = scopedAction("addAccount", "accounts:manage")
  .inputSchema(addAccountInput)
  .action(async ({ ctx, parsedInput }) => {
    const added = await addAccount(ctx.service, parsedInput);
    revalidatePath("/settings/accounts");
    return added;
  });

export const updateAccountAction = scopedAction("updateAccount", "accounts:manage")
  .inputSchema(updateAccountInput)
  .action(async ({ ctx, parsedInput }) => {
    await updateAccount(ctx.service, parsedInput);
    revalidatePath("/settings/accounts");
  });
