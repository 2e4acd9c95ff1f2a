import type { SignedInUser } from "#lib/auth/actor.ts";
import { loadConfig } from "#lib/config/config.ts";
import { serviceContext } from "#lib/server/context.ts";
import { type AccountTemplate, getAccountTemplate } from "#lib/services/accounts/role-template.ts";

/** The template of the read-only role, for the account settings. */
export function readAccountTemplate(user: SignedInUser): Promise<AccountTemplate> {
  return getAccountTemplate(serviceContext(user), loadConfig(process.env).roleName);
}
