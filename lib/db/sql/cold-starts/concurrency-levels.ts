import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import type { ConcurrencyLevel } from "#lib/domain/starts/remedies/concurrency-need.ts";

interface ConcurrencyLevelRow extends ConcurrencyLevel {
  readonly functionId: number;
}

/**
 * In how many hours from `since` on some functions needed how many environments at most, and how many of their cold starts
 * fell into these. By function and hour, hence for a bounded list of functions.
 */
export function listConcurrencyLevels(
  pool: Pool,
  functions: readonly { readonly accountId: string; readonly id: number }[],
  since: Date,
): Promise<ConcurrencyLevelRow[]> {
  return sql<ConcurrencyLevelRow & Record<string, unknown>>(
    pool,
    `SELECT h.function_id AS "functionId", h.concurrency_max AS level, count(*)::int AS hours,
       sum(greatest(0, h.cold_starts - coalesce(h.provisioned_inits, 0))::float8) AS "coldStarts"
     FROM unnest($1::text[], $2::int[]) AS f(account_id, id)
     JOIN function_hours h ON h.account_id = f.account_id AND h.function_id = f.id AND h.at >= $3
     WHERE h.concurrency_max > 0 GROUP BY 1, 2`,
    [functions.map(({ accountId }) => accountId), functions.map(({ id }) => id), since],
  );
}
