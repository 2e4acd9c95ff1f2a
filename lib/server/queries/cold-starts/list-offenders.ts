import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type OffenderRow, listOffenders as readOffenders } from "#lib/db/sql/cold-starts/offenders.ts";
import { coldStartRate, coverageOf } from "#lib/domain/starts/start-rates.ts";
import type { OffenderOrder, OffenderWindow, StartOffender } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

export interface OffenderPage {
  readonly order: OffenderOrder;
  readonly ascending: boolean;
  readonly offset: number;
  readonly limit: number;
  /** Money is left out for people without cost:read. */
  readonly withCost: boolean;
}

/** One window of the functions whose callers waited for starts. */
export async function listOffenders(scope: FleetScope, page: OffenderPage): Promise<OffenderWindow> {
  const rows = await readOffenders(sharedDatabase().pool, scope, page);
  return { rows: rows.map((row) => offender(row, page.withCost)), total: rows[0]?.total ?? 0 };
}

function offender(row: OffenderRow, withCost: boolean): StartOffender {
  const share = row.initCostUsd === null || !row.costUsd ? null : Math.min(1, row.initCostUsd / row.costUsd);
  return {
    arn: row.arn,
    name: row.name,
    accountId: row.accountId,
    region: row.region,
    runtime: row.runtime,
    memoryMb: row.memoryMb,
    rate: coldStartRate(row),
    coverage: coverageOf(row.reports, row.invocations),
    p50Ms: row.initP50Ms,
    p99Ms: row.initP99Ms,
    waitedMs: row.initSumMs,
    initCostUsd: withCost ? row.initCostUsd : null,
    initShare: withCost ? share : null,
  };
}
