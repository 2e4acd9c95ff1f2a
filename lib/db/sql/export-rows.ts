import type { Pool } from "pg";
import { inSqlTransaction, type Sql } from "./transaction.ts";

/** Rows read at a time. */
const fetchSize = 500;

/** Streams a query's rows without holding them all: a cursor in one read-only transaction, so that the rows are of one moment. */
export async function* streamRows<R extends object>(
  pool: Pool,
  text: string,
  values: unknown[] = [],
): AsyncGenerator<R> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(`DECLARE export_rows CURSOR FOR ${text}`, values);
    for (;;) {
      const { rows } = await client.query<R>(`FETCH ${fetchSize} FROM export_rows`);
      yield* rows;
      if (rows.length < fetchSize) return;
    }
  } finally {
    await client.query("ROLLBACK").then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  }
}

/** Restricts an export; absent means all. */
export interface ExportFilter {
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
}

export const functionsQuery = `
  SELECT account_id AS "accountId", region, name, arn, runtime, architecture, memory_mb AS "memoryMb",
    timeout_seconds AS "timeoutSeconds", package_type AS "packageType", code_bytes::float8 AS "codeBytes", vpc_id AS "vpcId",
    role_arn AS "roleArn", reserved_concurrency AS "reservedConcurrency", last_modified AS "lastModified", tags, triggers, unknowns
  FROM functions WHERE deleted_at IS NULL AND ($1::text[] IS NULL OR account_id = ANY($1)) AND ($2::text[] IS NULL OR region = ANY($2))
  ORDER BY arn COLLATE "C"`;

export const rolesQuery = `
  SELECT r.role_arn AS "roleArn", r.account_id AS "accountId", r.name, r.attached_policy_arns AS "policyArns",
    r.boundary_arn AS "boundaryArn", r.admin, r.wildcard_services AS "wildcardServices", r.severity,
    r.held_verdicts AS "heldVerdicts", r.unknowns,
    ARRAY(SELECT f.arn FROM functions f WHERE f.account_id = r.account_id AND f.role_arn = r.role_arn AND f.deleted_at IS NULL
      ORDER BY f.arn COLLATE "C") AS "functionArns"
  FROM roles r WHERE r.deleted_at IS NULL AND ($1::text[] IS NULL OR r.account_id = ANY($1))
    AND (r.trusts_lambda OR EXISTS (SELECT FROM functions f WHERE f.account_id = r.account_id AND f.role_arn = r.role_arn AND f.deleted_at IS NULL))
  ORDER BY r.role_arn COLLATE "C"`;

export const findingsQuery = `
  SELECT rule, severity, resource_arn AS "resourceArn", account_id AS "accountId", region, status, first_seen AS "firstSeen",
    last_seen AS "lastSeen", evidence
  FROM findings WHERE ($3 OR status <> 'resolved') AND ($1::text[] IS NULL OR account_id = ANY($1))
    AND ($2::text[] IS NULL OR region IS NULL OR region = ANY($2))
  ORDER BY rule COLLATE "C", resource_arn COLLATE "C"`;

export const costQuery = `
  SELECT f.account_id AS "accountId", f.region, f.name, f.arn, f.runtime, f.architecture, f.memory_mb AS "memoryMb", t.name AS team,
    w.invocations::float8 AS invocations, w.duration_sum_ms AS "durationSumMs", w.billed_mb_ms AS "billedMbMs",
    w.cost_usd AS "costUsd", w.init_cost_usd AS "initCostUsd", w.computed_at AS "computedAt"
  FROM functions f LEFT JOIN function_windows w ON w.account_id = f.account_id AND w.function_id = f.id AND w."window" = $3
    LEFT JOIN teams t ON t.id = f.team_id
  WHERE f.deleted_at IS NULL AND ($1::text[] IS NULL OR f.account_id = ANY($1)) AND ($2::text[] IS NULL OR f.region = ANY($2))
  ORDER BY f.arn COLLATE "C"`;

/** Functions on Managed Instances have no starts: none is not the same as 0. */
const started = (column: string) => `CASE WHEN f.managed_instances THEN NULL ELSE w.${column}::float8 END`;

export const startsQuery = `
  SELECT f.account_id AS "accountId", f.region, f.name, f.arn, f.runtime, f.architecture, f.memory_mb AS "memoryMb",
    w.invocations::float8 AS invocations, w.reports::float8 AS reports, ${started("cold_starts")} AS "coldStarts",
    ${started("restores")} AS restores, ${started("init_failures")} AS "initFailures", w.init_p50_ms AS "initP50Ms",
    w.init_p95_ms AS "initP95Ms", w.init_p99_ms AS "initP99Ms", w.duration_p50_ms AS "durationP50Ms",
    w.duration_p95_ms AS "durationP95Ms", w.duration_p99_ms AS "durationP99Ms", w.computed_at AS "computedAt"
  FROM functions f LEFT JOIN function_windows w ON w.account_id = f.account_id AND w.function_id = f.id AND w."window" = $3
  WHERE f.deleted_at IS NULL AND ($1::text[] IS NULL OR f.account_id = ANY($1)) AND ($2::text[] IS NULL OR f.region = ANY($2))
  ORDER BY f.arn COLLATE "C"`;

/** Why the roles of accounts, or the whole of them, are not known: said by exports that would else look complete. */
export async function listUnreadRoles(pool: Pool): Promise<Map<string, string>> {
  return inSqlTransaction(pool, async (sql: Sql) => {
    const { rows } = await sql.query<{ accountId: string; reason: string }>(
      `SELECT account_id AS "accountId", coalesce(reason, 'It could not be read.') AS reason FROM source_states
       WHERE source = 'roles' AND state IN ('denied', 'failed')`,
    );
    return new Map(rows.map(({ accountId, reason }) => [accountId, reason]));
  });
}
