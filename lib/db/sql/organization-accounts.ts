import type { ObservedAccount } from "#lib/domain/fleet/observed.ts";
import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

/** An account that a list named, with the way in for one that is new here. */
export interface DiscoveredAccount extends ObservedAccount {
  readonly origin: "caller" | "organization";
  readonly roleArn: string | null;
  readonly externalId: string | null;
  readonly via: readonly { readonly roleArn: string; readonly externalId: string | null }[];
}

/**
 * Keeps accounts that the organisation's list named. How a known account is read is a person's choice and stays as it
 * is, a name that a person gave included; that the account was left out by itself is over.
 */
export async function saveDiscoveredAccounts(
  sql: Sql,
  accounts: readonly DiscoveredAccount[],
  now: Date,
): Promise<void> {
  if (accounts.length === 0) return;
  const rows = accounts.map(({ accountId, isManagement, roleArn, externalId, organizationalUnit, ...account }) => ({
    ...account,
    id: accountId,
    is_management: isManagement,
    role_arn: roleArn,
    external_id: externalId,
    organizational_unit: organizationalUnit ?? null,
  }));
  await sql.query(
    `INSERT INTO accounts (id, name, email, status, is_management, origin, role_arn, external_id, role_chain,
       organizational_unit, organization_seen_at, created_at)
     SELECT id, name, email, status, is_management, origin, role_arn, external_id, via, organizational_unit, $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id text, name text, email text, status text, is_management boolean,
       origin text, role_arn text, external_id text, via jsonb, organizational_unit text)
     ON CONFLICT (id) DO UPDATE SET
       name = CASE WHEN accounts.name_chosen THEN accounts.name ELSE EXCLUDED.name END,
       email = coalesce(EXCLUDED.email, accounts.email), status = EXCLUDED.status, is_management = EXCLUDED.is_management,
       organizational_unit = coalesce(EXCLUDED.organizational_unit, accounts.organizational_unit),
       organization_seen_at = EXCLUDED.organization_seen_at, left_out_since = NULL, left_out_reason = NULL`,
    [jsonText(rows), now],
  );
}

/** Leaves known accounts of the organisation that its filter does not choose out of syncs, and says so. */
export async function leaveOutFiltered(sql: Sql, accountIds: readonly string[], now: Date): Promise<void> {
  await sql.query(
    `UPDATE accounts SET organization_seen_at = $2, left_out_reason = 'filtered',
       left_out_since = CASE WHEN left_out_reason = 'filtered' THEN left_out_since ELSE $2 END
     WHERE id = ANY($1) AND origin = 'organization'`,
    [accountIds, now],
  );
}

/**
 * Leaves accounts that came from the organisation and that its list, read whole since `since`, did not name out of
 * syncs: they were closed, or moved to another organisation. Nothing of them is dropped.
 */
export async function leaveOutUnlisted(sql: Sql, since: Date, now: Date): Promise<void> {
  await sql.query(
    `UPDATE accounts SET left_out_since = $2, left_out_reason = 'notInOrganization'
     WHERE origin = 'organization' AND coalesce(organization_seen_at, '-infinity') < $1
       AND left_out_reason IS DISTINCT FROM 'notInOrganization'`,
    [since, now],
  );
}
