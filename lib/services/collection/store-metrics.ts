import { saveFailures } from "#lib/db/sql/failures.ts";
import { saveFunctionMetrics, saveStarts } from "#lib/db/sql/function-metrics.ts";
import { saveInsights } from "#lib/db/sql/insights-points.ts";
import { saveLogScans } from "#lib/db/sql/log-readings.ts";
import { keepProvisionedSince, saveProvisionedMetrics } from "#lib/db/sql/provisioned-metrics.ts";
import { saveRegionMetrics } from "#lib/db/sql/region-metrics.ts";
import { saveStartSample } from "#lib/db/sql/start-samples.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { saveVersions } from "#lib/db/sql/version-days.ts";
import type { MetricPage } from "#lib/domain/collection/source.ts";
import type { StoreContext, StorePage } from "./stored-page.ts";

export async function storeMetrics(sql: Sql, page: MetricPage, { task }: StoreContext): Promise<void> {
  await saveFunctionMetrics(sql, task, page.granularity, page.functionPoints);
  await saveRegionMetrics(sql, task, page.granularity, page.regionPoints);
  await saveProvisionedMetrics(sql, task, page.granularity, page.provisionedPoints ?? []);
  if (page.provisionedFrom !== undefined) await keepProvisionedSince(sql, task, page.provisionedFrom);
}

export const storeStarts: StorePage<"starts"> = async (sql, page, { task }) => {
  if (page.sample !== undefined) await saveStartSample(sql, task, page.sample);
  await saveStarts(sql, task, page.granularity, page.points);
  await saveInsights(sql, task, page.granularity, page.insights ?? []);
  await saveFailures(sql, task, page.granularity, page.failures);
  await saveVersions(sql, task, page.granularity, page.versions);
  const { granularity, window } = page;
  await saveLogScans(
    sql,
    task,
    page.scans.map((scan) => ({ ...scan, ...window, granularity })),
  );
};
