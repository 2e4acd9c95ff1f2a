import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import type { FleetStartRow } from "#lib/domain/starts/remedies/fleet-evidence.ts";

/**
 * How every function of the fleet started over the last 30 days, for comparison between functions. Scalars of the read
 * model only. Container images have no runtime to be compared by; inits of provisioned environments are no different.
 */
export function listFleetStarts(pool: Pool): Promise<FleetStartRow[]> {
  return sql<FleetStartRow & Record<string, unknown>>(
    pool,
    `SELECT f.runtime, f.architecture, f.code_bytes::float8 AS "codeBytes", w.cold_starts::float8 AS inits,
       w.init_p50_ms AS "initP50Ms", w.restores::float8 AS restores, w.restore_p50_ms AS "restoreP50Ms",
       w.restore_p95_ms AS "restoreP95Ms"
     FROM functions f JOIN function_windows w ON w.account_id = f.account_id AND w.function_id = f.id
       AND w."window" = '30d'
     WHERE f.deleted_at IS NULL AND f.runtime IS NOT NULL AND NOT f.managed_instances
       AND (w.cold_starts > 0 OR w.restores > 0)`,
  );
}
