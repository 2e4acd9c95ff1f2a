import type { SearchParameters } from "#app/(console)/analysis-request.ts";
import { loadTableParams } from "#lib/client/table-params.ts";
import { type CostOrder, costOrders } from "#lib/domain/views/cost.ts";

/** In which order functions stand on the page of cost. */
export function readCostOrder(given: SearchParameters): { readonly order: CostOrder; readonly ascending: boolean } {
  const { sort } = loadTableParams(given);
  const order = costOrders.find((name) => name === sort?.column) ?? "cost";
  return { order, ascending: sort?.column === order && sort.direction === "asc" };
}
