import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type OffenderRow, listOffenders as readOffenders } from "#lib/db/sql/cold-starts/offenders.ts";
import { sumStartSamplesOf } from "#lib/db/sql/start-samples.ts";
import { feltStarts, type StartSample } from "#lib/domain/starts/felt-starts.ts";
import { daysPerMonth } from "#lib/domain/starts/remedies/start-subject.ts";
import { coldStartRate, coverageOf } from "#lib/domain/starts/start-rates.ts";
import { type Histogram, quantile } from "#lib/domain/statistics/histogram.ts";
import type { OffenderOrder, OffenderWindow, StartOffender } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { readInits } from "./judge-starts.ts";
import { periodDays } from "./period-days.ts";

export interface OffenderPage {
  readonly order: OffenderOrder;
  readonly ascending: boolean;
  readonly offset: number;
  readonly limit: number;
  /** Money is left out for people without cost:read. */
  readonly withCost: boolean;
}

/** One window of the functions whose callers waited for starts. */
export async function listOffenders(scope: FleetScope, page: OffenderPage, now: Date): Promise<OffenderWindow> {
  const rows = await readOffenders(sharedDatabase().pool, scope, page);
  return { rows: await offendersOf(scope, rows, { withCost: page.withCost, now }), total: rows[0]?.total ?? 0 };
}

/** Stored rows as offenders. Percentiles of a range of one's own come from the histograms of its days. */
export async function offendersOf(
  scope: FleetScope,
  rows: readonly OffenderRow[],
  { withCost, now }: { readonly withCost: boolean; readonly now: Date },
): Promise<StartOffender[]> {
  const ids = rows.map(({ id }) => id);
  const [inits, samples] = await Promise.all([
    scope.preset === null ? readInits(scope, ids) : new Map<number, Histogram>(),
    sumStartSamplesOf(sharedDatabase().pool, scope, ids),
  ]);
  const days = periodDays(scope, now);
  return rows.map((row) => offender(row, { days, withCost, init: inits.get(row.id), sample: samples.get(row.id) }));
}

interface OffenderContext {
  readonly days: number;
  readonly withCost: boolean;
  readonly init: Histogram | undefined;
  readonly sample: StartSample | undefined;
}

function offender(row: OffenderRow, { days, withCost, init, sample }: OffenderContext): StartOffender {
  const share = row.initCostUsd === null || !row.costUsd ? null : Math.min(1, row.initCostUsd / row.costUsd);
  return {
    id: row.id,
    arn: row.arn,
    name: row.name,
    accountId: row.accountId,
    region: row.region,
    runtime: row.runtime,
    memoryMb: row.memoryMb,
    rate: coldStartRate(row),
    // Single starts are looked at in a function's own log, which is not where these were counted.
    felt: feltStarts(row, row.insightsReports > 0 ? null : (sample ?? null)),
    coverage: coverageOf(row.reports, row.invocations),
    insightsReports: row.insightsReports,
    p50Ms: row.initP50Ms ?? (init ? quantile(init, 0.5) : null),
    p99Ms: row.initP99Ms ?? (init ? quantile(init, 0.99) : null),
    waitedMs: row.waitedMs,
    waitedMsPerDay: row.waitedMs / days,
    initCostUsd: withCost ? row.initCostUsd : null,
    initUsdPerMonth: withCost && row.initCostUsd !== null ? (row.initCostUsd / days) * daysPerMonth : null,
    initShare: withCost ? share : null,
  };
}
