import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listStartGroups } from "#lib/db/sql/cold-starts/groups.ts";
import { countOnInstances } from "#lib/db/sql/cold-starts/on-instances.ts";
import { listRestoreHistograms } from "#lib/db/sql/cold-starts/restore-histograms.ts";
import { type GroupHistograms, listInitHistograms } from "#lib/db/sql/period/init-histograms.ts";
import { rollupOf } from "#lib/db/sql/period/rollup-days.ts";
import { sumStartSamplesBy } from "#lib/db/sql/start-samples.ts";
import { sumSamples } from "#lib/domain/starts/felt-starts.ts";
import { emptyHistogram, type Histogram, quantile } from "#lib/domain/statistics/histogram.ts";
import { mergeHistograms, mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { ColdStartsView, StartDimension, StartSummary } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { groupLabels } from "#lib/server/queries/period/group-labels.ts";
import { listMissingSources } from "#lib/server/queries/period/missing-sources.ts";
import { distributionOf } from "./distribution-of.ts";
import { listOffenders, type OffenderPage } from "./list-offenders.ts";
import { incompleteFrom, listStartMoments } from "./list-start-moments.ts";
import { periodDays } from "./period-days.ts";
import { readPreviousStarts } from "./read-previous-starts.ts";
import { summariseStarts, sumStarts } from "./summarise-starts.ts";

interface ColdStartsOptions {
  /** Whether the period before is asked for. */
  readonly compare?: boolean;
  readonly now?: Date;
}

/** What the page of cold starts shows at once: figures, series, groups, and the worst functions. */
export async function getColdStarts(
  scope: FleetScope,
  dimension: StartDimension,
  page: OffenderPage,
  { compare = false, now = scope.to }: ColdStartsOptions = {},
): Promise<ColdStartsView> {
  const { pool } = sharedDatabase();
  const [rows, histograms, samples, label, moments, offenders, before, restores, missing, onInstances] =
    await Promise.all([
      listStartGroups(pool, scope, dimension),
      listInitHistograms(pool, scope, dimension),
      sumStartSamplesBy(pool, scope, dimension),
      groupLabels(dimension),
      listStartMoments(scope, now),
      listOffenders(scope, page, now),
      compare ? readPreviousStarts(scope, dimension, now) : null,
      listRestoreHistograms(pool, scope),
      listMissingSources(scope, ["functions", "metrics", "starts", "log-groups"]),
      countOnInstances(pool, scope),
    ]);
  const merged = mergeByGroup(histograms);
  const restored = mergePackedHistograms(restores);
  const days = periodDays(scope, now);
  const whole = mergeHistograms(merged.values());
  const money = page.withCost ? (summary: StartSummary) => summary : withoutCost;
  const total = money(summariseStarts(sumStarts(rows), whole, days, sumSamples(samples.values())));
  return {
    functions: total.functions,
    onInstances,
    total,
    dimension,
    groups: rows.map((row) => ({
      ...money(summariseStarts(row, merged.get(row.value) ?? emptyHistogram, days, samples.get(row.value))),
      value: row.value,
      label: label(row.value),
      previousRate: before?.rates.get(row.value) ?? null,
    })),
    moments,
    previous: before?.previous ?? null,
    incompleteFrom: incompleteFrom(scope, now),
    distribution: distributionOf(whole),
    restoreDistribution: distributionOf(restored),
    restoreQuantiles: quantilesOf(restored),
    offenders,
    worst: page.order === "waited" && !page.ascending && page.offset === 0 ? (offenders.rows[0] ?? null) : null,
    missing,
    wholeDays: scope.preset === null,
    beyondRollups: rollupOf(scope) === null,
  };
}

function quantilesOf(histogram: Histogram): ColdStartsView["restoreQuantiles"] {
  const [p50Ms, p95Ms, p99Ms] = [quantile(histogram, 0.5), quantile(histogram, 0.95), quantile(histogram, 0.99)];
  return p50Ms === null || p95Ms === null || p99Ms === null ? null : { p50Ms, p95Ms, p99Ms };
}

function mergeByGroup(groups: readonly GroupHistograms[]): Map<string, Histogram> {
  return new Map(groups.map(({ value, initHistograms }) => [value, mergePackedHistograms(initHistograms)]));
}

const withoutCost = (summary: StartSummary): StartSummary => ({ ...summary, initCostUsd: null, costUsd: null });
