import type { ObservedAccount } from "#lib/domain/fleet/observed.ts";
import { upsertRecords } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

export interface StoredAccount {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  readonly roleArn: string | null;
  readonly externalId: string | null;
  readonly regionsFilter: readonly string[];
  readonly status: string;
  readonly enabled: boolean;
}

const columns = `id, name, origin, role_arn AS "roleArn", external_id AS "externalId", regions_filter AS "regionsFilter", status, enabled`;

export async function listAccounts(sql: Sql): Promise<StoredAccount[]> {
  return (await sql.query<StoredAccount>(`SELECT ${columns} FROM accounts ORDER BY id`)).rows;
}

export async function getAccount(sql: Sql, id: string): Promise<StoredAccount | null> {
  return (await sql.query<StoredAccount>(`SELECT ${columns} FROM accounts WHERE id = $1`, [id])).rows[0] ?? null;
}

export interface DiscoveredAccount extends ObservedAccount {
  readonly origin: "caller" | "organization";
  readonly roleArn: string | null;
}

/** Keeps the organisation's accounts. How a known account is read is a person's choice, and stays as it is. */
export async function saveAccounts(sql: Sql, accounts: readonly DiscoveredAccount[], now: Date): Promise<void> {
  const types = {
    id: "text",
    name: "text",
    email: "text",
    status: "text",
    is_management: "boolean",
    origin: "text",
    role_arn: "text",
    enabled: "boolean",
    access_state: "text",
    created_at: "timestamptz",
    regions_filter: "text[]",
  };
  const rows = accounts.map((account) => ({
    id: account.accountId,
    name: account.name,
    email: account.email,
    status: account.status,
    is_management: account.isManagement,
    origin: account.origin,
    role_arn: account.roleArn,
    enabled: true,
    access_state: "notYetRead",
    created_at: now,
    regions_filter: [],
  }));
  await upsertRecords(
    sql,
    {
      table: "accounts",
      columns: types,
      key: ["id"],
      kept: ["origin", "role_arn", "enabled", "access_state", "created_at", "regions_filter"],
    },
    rows,
  );
}

export async function saveAccountAccess(
  sql: Sql,
  id: string,
  access: { readonly state: "known" | "denied" | "failed"; readonly reason: string | null },
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE accounts SET access_state = $2, access_reason = $3,
       access_since = CASE WHEN access_state = $2 THEN coalesce(access_since, $4) ELSE $4 END WHERE id = $1`,
    [id, access.state, access.reason, now],
  );
}

/** Regions of an account that a complete list named; those that are no longer enabled go, with what belongs to them kept. */
export async function saveRegions(sql: Sql, accountId: string, regions: readonly string[]): Promise<void> {
  await sql.query(
    "INSERT INTO account_regions (account_id, region) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING",
    [accountId, regions],
  );
}

export async function listRegions(sql: Sql, accountId: string): Promise<string[]> {
  const { rows } = await sql.query<{ region: string }>(
    "SELECT region FROM account_regions WHERE account_id = $1 ORDER BY region",
    [accountId],
  );
  return rows.map(({ region }) => region);
}
