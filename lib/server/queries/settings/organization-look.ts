import type { SignedInUser } from "#lib/auth/actor.ts";
import { getCheck } from "#lib/db/sql/access-checks.ts";
import type { OrganizationLookView } from "#lib/domain/views/settings.ts";
import { accountSettings } from "#lib/server/account-settings.ts";
import { serviceContext } from "#lib/server/context.ts";
import { previewImport } from "#lib/services/accounts/import-accounts.ts";
import { organizationImportInput } from "#lib/services/accounts/organization-import.ts";
import { lookSubject, type OrganizationLook } from "#lib/services/accounts/organization-look.ts";

/** How far the last look at the organisation is, and what an import of what it found would do. */
export async function readOrganizationLook(user: SignedInUser): Promise<OrganizationLookView> {
  const context = serviceContext(user);
  const check = await getCheck(context.db.pool, lookSubject);
  if (check === null) return { state: "none", requestedAt: null, reason: null, remedy: null, found: null };
  const { state, reason, remedy, requestedAt } = check;
  const told = { state, reason, remedy, requestedAt: requestedAt.toISOString() };
  if (state !== "done") return { ...told, found: null };
  const chosen = organizationImportInput.parse(check.input);
  const preview = await previewImport(context, accountSettings(), chosen, check.result as OrganizationLook);
  const { organization, callerAccountId, roleName, externalId, accounts } = preview;
  const { role, reason: why, remedy: mend } = organization;
  return { ...told, found: { role, reason: why, remedy: mend, callerAccountId, roleName, externalId, accounts } };
}
