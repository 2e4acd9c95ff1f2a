import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import type { StartPage } from "#lib/domain/collection/source.ts";
import { insightsQuery } from "./insights-query.ts";
import { parseInsightsRow } from "./insights-row.ts";
import type { InsightsStep } from "./insights-steps.ts";
import { createInsightsTally } from "./insights-tally.ts";
import type { QueryLedger } from "./query-ledger.ts";
import { readRows } from "./read-rows.ts";
import { maxRows } from "./start-query.ts";

/**
 * Reads one window of Lambda Insights' log group, in as many parts as it takes.
 *
 * @param mostRows rows that AWS gives of one answer at most
 */
export async function readInsightsStep(
  context: CollectContext,
  step: InsightsStep,
  ledger: QueryLedger,
  mostRows = maxRows,
): Promise<StartPage> {
  const tally = createInsightsTally(new Set(step.startsOf));
  const query = { queryString: insightsQuery(step.granularity), createParser: () => parseInsightsRow, mostRows };
  const scans = await readRows(context, step, ledger, query, tally.add);
  const { granularity, window } = step;
  return { granularity, window, points: [], failures: [], versions: [], scans, insights: tally.points() };
}
