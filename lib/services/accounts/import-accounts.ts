import { getCheck } from "#lib/db/sql/access-checks.ts";
import { listAccounts, type StoredAccount } from "#lib/db/sql/accounts.ts";
import { leaveOutFiltered, leaveOutUnlisted, saveDiscoveredAccounts } from "#lib/db/sql/organization-accounts.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { OrganizationReading } from "#lib/domain/accounts/organization.ts";
import { ConflictError } from "#lib/errors.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { discoveredAccount } from "#lib/services/collection/store-accounts.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import type { AccountsPlan } from "./accounts-plan.ts";
import { installationExternalId } from "./external-id.ts";
import { type OrganizationImport, organizationImportInput, saveOrganizationImport } from "./organization-import.ts";
import { lookAtOrganization, lookSubject, type OrganizationLook } from "./organization-look.ts";

/** What becomes of one account of the organisation. */
export interface ImportedAccount {
  readonly accountId: string;
  readonly name: string;
  readonly organizationalUnit: string | null;
  /** `closed`: known to the organisation, and not active. `removed`: a person removed it here, and it stays so. */
  readonly outcome: "new" | "known" | "closed" | "filtered" | "removed";
  /** As Organizations says. */
  readonly status: string;
}

export interface ImportedAccounts {
  readonly organization: OrganizationReading;
  readonly callerAccountId: string;
  /** The role that is assumed in each account. */
  readonly roleName: string;
  readonly externalId: string;
  readonly accounts: readonly ImportedAccount[];
}

/** What is told to the import beyond what the organisation answers. */
export interface ImportSettings {
  readonly roleName: string;
  readonly homeRegion: string;
}

/**
 * Reads the organisation's accounts and connects those that are not known yet, each by the role that was chosen. How a
 * known account is read stays as a person chose. Later syncs go by the same choice. A dry run keeps nothing. Throws
 * `AwsFailureError` when AWS does not let the caller in at all.
 */
export async function importAccounts(
  context: SyncContext,
  raw: OrganizationImport,
  { dryRun, signal }: { readonly dryRun: boolean; readonly signal: AbortSignal },
): Promise<ImportedAccounts> {
  const lookedAt = context.clock.now();
  const look = await lookAtOrganization(context, raw, signal);
  return dryRun
    ? previewImport(context, context.settings, raw, look)
    : keepImport(context, context.settings, raw, { ...look, lookedAt });
}

/** Connects what the last look at the organisation found, as it was asked for. */
export async function importLookedAt(context: ServiceContext, settings: ImportSettings): Promise<ImportedAccounts> {
  authorize(context.actor, "accounts:manage");
  const check = await getCheck(context.db.pool, lookSubject);
  if (check?.state !== "done" || check.result === null) {
    throw new ConflictError("The organisation has not been looked at.", { remedy: "Look at it first." });
  }
  const chosen = organizationImportInput.parse(check.input);
  return keepImport(context, settings, chosen, {
    ...(check.result as OrganizationLook),
    lookedAt: check.requestedAt,
  });
}

/** What an import would do. */
export async function previewImport(
  context: ServiceContext,
  settings: ImportSettings,
  chosen: OrganizationImport,
  look: OrganizationLook,
): Promise<ImportedAccounts> {
  authorize(context.actor, "accounts:manage");
  const known = await listKnown(context.db.pool);
  const externalId = chosen.externalId ?? (await installationExternalId(context.db.pool, context.clock.now()));
  return {
    organization: look.organization,
    callerAccountId: look.callerAccountId,
    roleName: chosen.roleName ?? settings.roleName,
    externalId,
    accounts: outcomesOf(look, known),
  };
}

async function keepImport(
  context: ServiceContext,
  settings: ImportSettings,
  chosen: OrganizationImport,
  look: OrganizationLook & { readonly lookedAt: Date },
): Promise<ImportedAccounts> {
  const preview = await previewImport(context, settings, chosen, look);
  const { roleName, externalId, accounts } = preview;
  const now = context.clock.now();
  const plan: AccountsPlan = {
    callerAccountId: look.callerAccountId,
    homeRegion: settings.homeRegion,
    roleName,
    externalId,
    via: chosen.via,
  };
  await context.inSqlTransaction(async (sql) => {
    await saveOrganizationImport(sql, chosen, now);
    await saveDiscoveredAccounts(
      sql,
      look.accounts.map((account) => discoveredAccount(account, plan)),
      now,
    );
    const filtered = look.filteredOut.map(({ accountId }) => accountId);
    await leaveOutFiltered(sql, filtered, now);
    // A look may be days old: who was seen in the organisation since it began is not gone.
    if (look.organization.complete) await leaveOutUnlisted(sql, look.lookedAt, now);
    const added = accounts.filter(({ outcome }) => outcome === "new").length;
    const details = { found: accounts.length, added, roleName, via: chosen.via.length, filter: chosen.filter };
    await recordAuditSql(sql, {
      at: now,
      actor: context.actor,
      action: "account.import",
      subject: "organisation",
      details,
    });
  });
  return preview;
}

function outcomesOf(
  look: OrganizationLook,
  known: ReadonlyMap<string, StoredAccount & { removed: boolean }>,
): ImportedAccount[] {
  const outcome = (accountId: string, status: string): ImportedAccount["outcome"] => {
    const stored = known.get(accountId);
    if (stored?.removed === true) return "removed";
    if (status !== "ACTIVE") return "closed";
    return stored === undefined ? "new" : "known";
  };
  const chosen = look.accounts.map((account) => ({ ...account, outcome: outcome(account.accountId, account.status) }));
  const filtered = look.filteredOut.map((account) => ({ ...account, outcome: "filtered" as const }));
  return [...chosen, ...filtered].map(({ accountId, name, organizationalUnit = null, outcome: what, status }) => ({
    accountId,
    name,
    organizationalUnit,
    outcome: what,
    status,
  }));
}

async function listKnown(sql: Sql): Promise<Map<string, StoredAccount & { removed: boolean }>> {
  const removed = await sql.query<{ id: string }>("SELECT id FROM accounts WHERE removed_at IS NOT NULL");
  const gone = new Set(removed.rows.map(({ id }) => id));
  return new Map(
    (await listAccounts(sql)).map((account) => [account.id, { ...account, removed: gone.has(account.id) }]),
  );
}
