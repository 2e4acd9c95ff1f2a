import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** A function as far as it matters to what is read of it, and when. */
export interface MeteredFunctionRow {
  readonly id: number;
  readonly name: string;
  readonly firstSeenAt: Date;
  readonly lastInvokedAt: Date | null;
  /** Environments may start, and log that, without an invocation. */
  readonly startsUninvoked: boolean;
}

/** The functions of a place, and those that are gone since `goneSince`: their last hours are still to be read. */
export async function listMeteredFunctions(sql: Sql, place: Place, goneSince: Date): Promise<MeteredFunctionRow[]> {
  const { rows } = await sql.query<MeteredFunctionRow>(
    `SELECT id, name, first_seen_at AS "firstSeenAt", last_invoked_at AS "lastInvokedAt",
       snap_start <> 'None' OR managed_instances OR provisioned_concurrency IS NULL
         OR provisioned_concurrency NOT IN ('[]'::jsonb, '{}'::jsonb) AS "startsUninvoked"
     FROM functions LEFT JOIN function_activity ON function_id = id
     WHERE account_id = $1 AND region = $2 AND (deleted_at IS NULL OR deleted_at >= $3) ORDER BY name`,
    [place.accountId, place.region, goneSince],
  );
  return rows;
}
