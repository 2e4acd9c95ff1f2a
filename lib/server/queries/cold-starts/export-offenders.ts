import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listOffenders as readOffenders } from "#lib/db/sql/cold-starts/offenders.ts";
import type { BestRemedy, StartOffender } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { writeCsv, writeJson } from "#lib/services/export/write-export.ts";
import { bestRemedyOf, judgeStarts, readFleetEvidence } from "./judge-starts.ts";
import { type OffenderPage, offendersOf } from "./list-offenders.ts";

/** So many functions are judged at a time. */
const chunk = 500;

type ExportOptions = Omit<OffenderPage, "offset" | "limit"> & { readonly now: Date };

/** Every function whose callers waited for starts, in the order of the page, as CSV. */
export async function* exportOffendersCsv(scope: FleetScope, options: ExportOptions): AsyncGenerator<string> {
  yield* writeCsv(offenderLines(scope, options), [...plainColumns, ...(options.withCost ? moneyColumns : [])]);
}

/** The same as JSON. */
export async function* exportOffendersJson(scope: FleetScope, options: ExportOptions): AsyncGenerator<string> {
  yield* writeJson(offenderLines(scope, options));
}

async function* offenderLines(scope: FleetScope, { order, ascending, withCost, now }: ExportOptions) {
  const [rows, evidence] = await Promise.all([
    readOffenders(sharedDatabase().pool, scope, { order, ascending, offset: 0, limit: null }),
    readFleetEvidence(),
  ]);
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk);
    const [offenders, judged] = await Promise.all([
      offendersOf(scope, part, { withCost, now }),
      judgeStarts(scope, { ids: part.map(({ id }) => id) }, evidence, now),
    ]);
    const best = new Map(judged.map(({ id, verdict }) => [id, bestRemedyOf(verdict, withCost)]));
    for (const offender of offenders) yield offenderLine(offender, best.get(offender.id) ?? null, withCost);
  }
}

const plainColumns = [
  "arn",
  "name",
  "accountId",
  "region",
  "runtime",
  "memoryMb",
  "reports",
  "insightsReports",
  "starts",
  "coldStartRate",
  "rateLow",
  "rateHigh",
  "feltRate",
  "coverage",
  "initP50Ms",
  "initP99Ms",
  "waitedMsPerDay",
  "bestRemedy",
  "savedMsPerDay",
] as const;
const moneyColumns = ["initUsdPerMonth", "initShareOfCost", "remedyUsdPerMonth"] as const;

/** Units in the names; what is not known is null, an empty cell in CSV. A rate of fewer than 30 reports is left out. */
function offenderLine(
  row: StartOffender,
  best: BestRemedy | null,
  withCost: boolean,
): Record<string, string | number | null> {
  const { rate } = row;
  return {
    arn: row.arn,
    name: row.name,
    accountId: row.accountId,
    region: row.region,
    runtime: row.runtime,
    memoryMb: row.memoryMb,
    reports: rate.n,
    insightsReports: row.insightsReports,
    starts: rate.hits,
    coldStartRate: rate.tooFew ? null : rate.value,
    rateLow: rate.tooFew ? null : rate.interval.low,
    rateHigh: rate.tooFew ? null : rate.interval.high,
    feltRate: row.felt.rate.tooFew ? null : row.felt.rate.value,
    coverage: row.coverage.value,
    initP50Ms: row.p50Ms,
    initP99Ms: row.p99Ms,
    waitedMsPerDay: row.waitedMsPerDay,
    bestRemedy: best?.kind ?? null,
    savedMsPerDay: best?.savedMsPerDay ?? null,
    ...(withCost
      ? {
          initUsdPerMonth: row.initUsdPerMonth,
          initShareOfCost: row.initShare,
          remedyUsdPerMonth: best?.usdPerMonth ?? null,
        }
      : {}),
  };
}
