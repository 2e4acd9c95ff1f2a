import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type CostFunctionRow, listCostFunctions as readCostFunctions } from "#lib/db/sql/cost/functions.ts";
import type { CostFunction, CostOrder, CostWindow } from "#lib/domain/views/cost.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

export interface CostPage {
  readonly order: CostOrder;
  readonly ascending: boolean;
  readonly offset: number;
  /** Null: all of them, for an export. */
  readonly limit: number | null;
}

/** One window of the functions by what they cost. */
export async function listCostFunctions(scope: FleetScope, page: CostPage): Promise<CostWindow> {
  const rows = await readCostFunctions(sharedDatabase().pool, scope, page);
  return { rows: rows.map(costFunction), total: rows[0]?.total ?? 0 };
}

function costFunction({ total: _, ...row }: CostFunctionRow): CostFunction {
  return row;
}
