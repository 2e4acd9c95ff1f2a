import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { groupExpression } from "#lib/db/sql/period/group-expression.ts";
import { histogramRows } from "#lib/db/sql/period/init-histograms.ts";
import { functionCondition, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";

/** One function with starts: what it is compared by, its side, and its init over the period. */
export interface StratumRow {
  readonly functionId: number;
  readonly inVpc: boolean;
  readonly runtime: string;
  readonly architecture: string;
  readonly packageType: string;
  readonly memory: string;
  readonly codeSize: string;
  readonly snapStart: string;
  /** How many layers, at most 3: "3" is three and more. */
  readonly layers: number;
  readonly initHistogram: Buffer;
}

/** Functions whose days are held at once: 13 months of them are some 100 MB. */
const functionsAtOnce = 500;

/** Init of every function in scope with its stratum and side, by number: one row for each function. */
export async function listStratumRows(pool: Pool, scope: PeriodScope): Promise<StratumRow[]> {
  if (scope.preset !== null) return await readRows(pool, scope, null);
  const binder = createBinder();
  const functions = await sql<{ id: number }>(
    pool,
    `SELECT p.id FROM functions p WHERE p.deleted_at IS NULL AND ${functionCondition(scope, "p", binder)} ORDER BY p.id`,
    binder.parameters,
  );
  const merged: StratumRow[] = [];
  for (let first = 0; first < functions.length; first += functionsAtOnce) {
    const ids = functions.slice(first, first + functionsAtOnce).map(({ id }) => id);
    const days = await readRows(pool, scope, ids);
    for (const list of Map.groupBy(days, ({ functionId }) => functionId).values()) merged.push(...wholeOf(list));
  }
  return merged;
}

/** The days of one function as one row. */
function wholeOf(days: readonly StratumRow[]): StratumRow[] {
  const [one, ...others] = days;
  if (one === undefined || others.length === 0) return [...days];
  const init = mergePackedHistograms(days.map(({ initHistogram }) => initHistogram));
  return [{ ...one, initHistogram: Buffer.from(packHistogram(init)) }];
}

/** One row for each function of a preset, one for each function and day of a range of one's own. */
function readRows(pool: Pool, scope: PeriodScope, ids: readonly number[] | null): Promise<StratumRow[]> {
  const binder = createBinder();
  const among = ids === null ? "" : `AND p.id = ANY(${binder.bind(ids)}::int[])`;
  return sql<StratumRow>(
    pool,
    `SELECT p.id AS "functionId", p.vpc_id IS NOT NULL AS "inVpc", ${groupExpression("runtime", binder)} AS runtime,
       p.architecture, p.package_type AS "packageType", ${groupExpression("memory", binder)} AS memory,
       ${groupExpression("codeSize", binder)} AS "codeSize", ${groupExpression("snapStart", binder)} AS "snapStart",
       least(cardinality(coalesce(p.layer_arns, '{}')), 3) AS layers,
       w.init_histogram AS "initHistogram"
     FROM functions p JOIN ${histogramRows(scope, binder)}
     WHERE p.deleted_at IS NULL AND ${functionCondition(scope, "p", binder)} ${among} ORDER BY p.id`,
    binder.parameters,
  );
}
