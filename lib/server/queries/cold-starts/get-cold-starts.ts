import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listStartGroups, type StartGroupRow } from "#lib/db/sql/cold-starts/groups.ts";
import { type GroupHistogram, listInitHistograms } from "#lib/db/sql/period/init-histograms.ts";
import { rollupOf } from "#lib/db/sql/period/rollup-days.ts";
import { emptyHistogram, type Histogram } from "#lib/domain/statistics/histogram.ts";
import { mergeHistograms, mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { ColdStartsView, StartDimension, StartGroup, StartSummary } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { groupLabels } from "#lib/server/queries/period/group-labels.ts";
import { listMissingSources } from "#lib/server/queries/period/missing-sources.ts";
import { distributionOf } from "./distribution-of.ts";
import { listOffenders, type OffenderPage } from "./list-offenders.ts";
import { incompleteFrom, listStartMoments } from "./list-start-moments.ts";
import { listUncovered } from "./list-uncovered.ts";
import { summariseStarts, sumStarts } from "./summarise-starts.ts";

/** Everything the page of cold starts shows. */
export async function getColdStarts(
  scope: FleetScope,
  dimension: StartDimension,
  page: OffenderPage,
): Promise<ColdStartsView> {
  const { pool } = sharedDatabase();
  const [rows, histograms, label, moments, offenders, uncovered, missing] = await Promise.all([
    listStartGroups(pool, scope, dimension),
    listInitHistograms(pool, scope, dimension),
    groupLabels(dimension),
    listStartMoments(scope),
    listOffenders(scope, page),
    listUncovered(scope),
    listMissingSources(scope, ["functions", "metrics", "starts", "log-groups"]),
  ]);
  const merged = mergeByGroup(histograms);
  const whole = mergeHistograms(merged.values());
  const money = page.withCost ? (summary: StartSummary) => summary : withoutCost;
  const total = money(summariseStarts(sumStarts(rows), whole));
  return {
    functions: total.functions,
    total,
    dimension,
    groups: rows.map((row) => startGroup(row, merged.get(row.value) ?? emptyHistogram, label, money)),
    moments,
    incompleteFrom: incompleteFrom(scope),
    distribution: distributionOf(whole),
    offenders,
    uncovered,
    missing,
    wholeDays: scope.preset === null,
    beyondRollups: rollupOf(scope) === null,
  };
}

function mergeByGroup(histograms: readonly GroupHistogram[]): Map<string, Histogram> {
  const groups = Map.groupBy(histograms, ({ value }) => value);
  return new Map(
    [...groups].map(([value, list]) => [value, mergePackedHistograms(list.map(({ initHistogram }) => initHistogram))]),
  );
}

function startGroup(
  row: StartGroupRow,
  init: Histogram,
  label: (value: string) => string,
  money: (summary: StartSummary) => StartSummary,
): StartGroup {
  return { ...money(summariseStarts(row, init)), value: row.value, label: label(row.value) };
}

const withoutCost = (summary: StartSummary): StartSummary => ({ ...summary, initCostUsd: null, costUsd: null });
