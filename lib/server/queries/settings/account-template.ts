import type { SignedInUser } from "#lib/auth/actor.ts";
import { accountSettings } from "#lib/server/account-settings.ts";
import { serviceContext } from "#lib/server/context.ts";
import { type AccountTemplate, getAccountTemplate } from "#lib/services/accounts/role-template.ts";

/** The templates of the roles, for the account settings. */
export function readAccountTemplate(user: SignedInUser): Promise<AccountTemplate> {
  return getAccountTemplate(serviceContext(user), accountSettings());
}
