import { createMeter } from "#lib/aws/meter.ts";
import { requestChecks } from "#lib/db/sql/access-checks.ts";
import type { OrganizationReading } from "#lib/domain/accounts/organization.ts";
import type { ObservedAccount } from "#lib/domain/fleet/observed.ts";
import { actorName, authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { ownAccess } from "#lib/services/sync/account-access.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import {
  type OrganizationImport,
  type OrganizationImportInput,
  organizationImportInput,
} from "./organization-import.ts";

/** What the organisation holds, before anything of it is kept. */
export interface OrganizationLook {
  readonly callerAccountId: string;
  readonly organization: OrganizationReading;
  /** Chosen accounts, in every state. */
  readonly accounts: readonly ObservedAccount[];
  /** Accounts that the filter leaves out. */
  readonly filteredOut: readonly ObservedAccount[];
}

/** The subject under which a look is kept. */
export const lookSubject = "organization";

/** Asks a worker to read the organisation's accounts; returns at once. */
export async function requestOrganizationLook(context: ServiceContext, raw: OrganizationImportInput): Promise<void> {
  authorize(context.actor, "accounts:manage");
  const input = parseInput(organizationImportInput, raw);
  const now = context.clock.now();
  const requestedBy = actorName(context.actor);
  await context.inSqlTransaction((sql) => requestChecks(sql, [lookSubject], { input, requestedBy, now }));
}

/** Reads the organisation's accounts and keeps nothing. Throws `AwsFailureError` when AWS does not let the caller in. */
export async function lookAtOrganization(
  context: SyncContext,
  { filter }: OrganizationImport,
  signal: AbortSignal,
): Promise<OrganizationLook> {
  authorize(context.actor, "accounts:manage");
  const { accountId: callerAccountId } = await context.aws.identify(ownAccess, signal);
  const access = { ...ownAccess, accountId: callerAccountId };
  const task = {
    source: "accounts",
    access,
    region: "",
    // What limits the accounts is no part of choosing them.
    input: { filter, controlPolicies: false },
    cursor: null,
    meter: createMeter(),
    signal,
  } as const;
  const accounts: ObservedAccount[] = [];
  const filteredOut: ObservedAccount[] = [];
  let organization: OrganizationReading = { role: "outside", reason: null, remedy: null, complete: false };
  for await (const { page } of context.aws.collect(task)) {
    accounts.push(...page.accounts);
    filteredOut.push(...(page.filteredOut ?? []));
    organization = page.organization ?? organization;
  }
  return { callerAccountId, organization, accounts, filteredOut };
}
