import type { SearchParameters } from "#app/(console)/analysis-request.ts";
import { readFilter } from "#app/(console)/filter-request.ts";
import { loadTableParams } from "#lib/client/table-params.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { isRoleColumn, type RoleSort } from "#lib/domain/views/roles.ts";

/** Those that may do the most first. */
const defaultSort: RoleSort = { column: "reach", direction: "desc" };

/** Which roles an address asks for, and in what order. */
export function readRoleRequest(given: SearchParameters): { readonly filter: FleetFilter; readonly sort: RoleSort } {
  const { sort } = loadTableParams(given);
  return {
    filter: readFilter(given),
    sort: sort && isRoleColumn(sort.column) ? { column: sort.column, direction: sort.direction } : defaultSort,
  };
}
