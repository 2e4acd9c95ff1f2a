import type { RoleHop } from "#lib/aws/credentials.ts";
import type { OrganizationFilter } from "#lib/domain/accounts/organization.ts";
import { ownAccess } from "#lib/services/sync/account-access.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { installationExternalId } from "./external-id.ts";
import { readOrganizationImport } from "./organization-import.ts";

/** What the plan of the accounts task says, for the collector and for those who keep what it finds. */
export interface AccountsPlan {
  /** The account of the caller's own credentials, which is read with them. */
  readonly callerAccountId: string;
  readonly roleName: string;
  readonly homeRegion: string;
  /** What the role of a new account is asked with. */
  readonly externalId?: string | null;
  readonly via?: readonly RoleHop[];
  readonly filter?: OrganizationFilter;
}

/** How the organisation's accounts are read and reached, as its import was set up. */
export async function planAccounts(context: SyncContext): Promise<AccountsPlan> {
  const [{ accountId }, chosen, ownExternalId] = await Promise.all([
    context.aws.identify(ownAccess),
    readOrganizationImport(context.db.pool),
    installationExternalId(context.db.pool, context.clock.now()),
  ]);
  return {
    callerAccountId: accountId,
    homeRegion: context.settings.homeRegion,
    roleName: chosen.roleName ?? context.settings.roleName,
    externalId: chosen.externalId ?? ownExternalId,
    via: chosen.via,
    filter: chosen.filter,
  };
}
