import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { groupExpression } from "#lib/db/sql/period/group-expression.ts";
import { histogramRows } from "#lib/db/sql/period/init-histograms.ts";
import { functionCondition, type PeriodScope } from "#lib/db/sql/period/period-scope.ts";

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

/** Init of every function in scope (by day for a range of one's own) with its stratum and side. */
export function listStratumRows(pool: Pool, scope: PeriodScope): Promise<StratumRow[]> {
  const binder = createBinder();
  return sql<StratumRow>(
    pool,
    `SELECT p.id AS "functionId", p.vpc_id IS NOT NULL AS "inVpc", ${groupExpression("runtime", binder)} AS runtime,
       p.architecture, p.package_type AS "packageType", ${groupExpression("memory", binder)} AS memory,
       ${groupExpression("codeSize", binder)} AS "codeSize", ${groupExpression("snapStart", binder)} AS "snapStart",
       least(cardinality(coalesce(p.layer_arns, '{}')), 3) AS layers,
       w.init_histogram AS "initHistogram"
     FROM functions p JOIN ${histogramRows(scope, binder)}
     WHERE p.deleted_at IS NULL AND ${functionCondition(scope, "p", binder)}`,
    binder.parameters,
  );
}
