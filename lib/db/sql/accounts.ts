import type { Sql } from "./transaction.ts";

export interface StoredAccount {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  readonly roleArn: string | null;
  readonly externalId: string | null;
  /** Roles to assume before `roleArn`, in order. */
  readonly via: readonly { readonly roleArn: string; readonly externalId: string | null }[];
  readonly regionsFilter: readonly string[];
  readonly status: string;
  /** Whether syncs read it: nobody left it out or removed it, and the organisation still has it. */
  readonly enabled: boolean;
}

/** SQL: whether syncs read account `a`. */
export const isReadAccount =
  "(a.enabled AND a.removed_at IS NULL AND a.left_out_since IS NULL AND a.status = 'ACTIVE')";

const columns = `id, name, origin, role_arn AS "roleArn", external_id AS "externalId", role_chain AS via, regions_filter AS "regionsFilter", status,
  enabled AND removed_at IS NULL AND left_out_since IS NULL AS enabled`;

export async function listAccounts(sql: Sql): Promise<StoredAccount[]> {
  return (await sql.query<StoredAccount>(`SELECT ${columns} FROM accounts ORDER BY id`)).rows;
}

export async function getAccount(sql: Sql, id: string): Promise<StoredAccount | null> {
  return (await sql.query<StoredAccount>(`SELECT ${columns} FROM accounts WHERE id = $1`, [id])).rows[0] ?? null;
}

/**
 * Whether somebody removed an account. Until the transaction ends nobody does: what a page brings back into the fleet
 * would otherwise stay there, since nothing reads the account any more.
 */
export async function isAccountRemoved(sql: Sql, id: string): Promise<boolean> {
  const { rows } = await sql.query<{ removed: boolean }>(
    "SELECT removed_at IS NOT NULL AS removed FROM accounts WHERE id = $1 FOR KEY SHARE",
    [id],
  );
  return rows[0]?.removed ?? false;
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
  return await listRegionsOf(sql, [accountId]);
}

/** Regions that any of some accounts has. */
export async function listRegionsOf(sql: Sql, accountIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ region: string }>(
    "SELECT DISTINCT region FROM account_regions WHERE account_id = ANY($1) ORDER BY region",
    [accountIds],
  );
  return rows.map(({ region }) => region);
}
