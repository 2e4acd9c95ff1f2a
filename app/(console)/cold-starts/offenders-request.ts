import type { SearchParameters } from "#app/(console)/analysis-request.ts";
import { loadTableParams } from "#lib/client/table-params.ts";
import { type OffenderOrder, offenderOrders } from "#lib/domain/views/cold-starts.ts";

/** In which order the worst functions stand; money orders only for people who may see it. */
export function readOffenderOrder(
  given: SearchParameters,
  withCost: boolean,
): { order: OffenderOrder; ascending: boolean } {
  const { sort } = loadTableParams(given);
  const order = offenderOrders.find((name) => name === sort?.column) ?? "waited";
  if (!withCost && (order === "cost" || order === "share")) return { order: "waited", ascending: false };
  return { order, ascending: sort?.column === order && sort.direction === "asc" };
}
