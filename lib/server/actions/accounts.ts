"use server";

import { revalidatePath } from "next/cache";
import { accountSettings } from "#lib/server/account-settings.ts";
import { addAccount } from "#lib/services/accounts/add-account.ts";
import { connectAccounts, connectAccountsInput } from "#lib/services/accounts/connect-accounts.ts";
import { importLookedAt } from "#lib/services/accounts/import-accounts.ts";
import { organizationImportInput } from "#lib/services/accounts/organization-import.ts";
import { requestOrganizationLook } from "#lib/services/accounts/organization-look.ts";
import { removeAccount, restoreAccount } from "#lib/services/accounts/remove-account.ts";
import { requestAccessTests, requestAccessTestsInput } from "#lib/services/accounts/request-access-tests.ts";
import { accountIdInput, addAccountInput, updateAccountInput } from "#lib/services/accounts/schemas.ts";
import { updateAccount } from "#lib/services/accounts/update-account.ts";
import { scopedAction } from "./action-client.ts";

const page = "/settings/accounts";

export const addAccountAction = scopedAction("addAccount", "accounts:manage")
  .inputSchema(addAccountInput)
  .action(async ({ ctx, parsedInput }) => {
    const added = await addAccount(ctx.service, parsedInput);
    revalidatePath(page);
    return added;
  });

export const updateAccountAction = scopedAction("updateAccount", "accounts:manage")
  .inputSchema(updateAccountInput)
  .action(async ({ ctx, parsedInput }) => {
    await updateAccount(ctx.service, parsedInput);
    revalidatePath(page);
  });

/** Stops reading an account and takes it out of the fleet; `restoreAccountAction` takes that back. */
export const removeAccountAction = scopedAction("removeAccount", "accounts:manage")
  .inputSchema(accountIdInput)
  .action(async ({ ctx, parsedInput }) => {
    await removeAccount(ctx.service, parsedInput);
    revalidatePath(page);
  });

export const restoreAccountAction = scopedAction("restoreAccount", "accounts:manage")
  .inputSchema(accountIdInput)
  .action(async ({ ctx, parsedInput }) => {
    await restoreAccount(ctx.service, parsedInput);
    revalidatePath(page);
  });

/** Asks a worker to test accounts; the list of accounts tells how far it is. */
export const testAccessAction = scopedAction("testAccess", "accounts:manage")
  .inputSchema(requestAccessTestsInput)
  .action(async ({ ctx, parsedInput }) => requestAccessTests(ctx.service, parsedInput));

/** Connects the accounts of a list, or says what that would do. */
export const connectAccountsAction = scopedAction("connectAccounts", "accounts:manage")
  .inputSchema(connectAccountsInput)
  .action(async ({ ctx, parsedInput }) => {
    const outcomes = await connectAccounts(ctx.service, accountSettings(), parsedInput);
    if (!parsedInput.dryRun) revalidatePath(page);
    return outcomes;
  });

/** Asks a worker to look at the organisation's accounts. */
export const lookAtOrganizationAction = scopedAction("lookAtOrganization", "accounts:manage")
  .inputSchema(organizationImportInput)
  .action(async ({ ctx, parsedInput }) => requestOrganizationLook(ctx.service, parsedInput));

/** Connects what the last look at the organisation found. */
export const importOrganizationAction = scopedAction("importOrganization", "accounts:manage").action(
  async ({ ctx }) => {
    const { accounts } = await importLookedAt(ctx.service, accountSettings());
    revalidatePath(page);
    return { added: accounts.filter(({ outcome }) => outcome === "new").length };
  },
);
