import type { SearchParameters } from "#app/(console)/analysis-request.ts";
import { readFilter } from "#app/(console)/filter-request.ts";
import { loadTableParams } from "#lib/client/table-params.ts";
import { type FindingSort, isFindingColumn } from "#lib/domain/views/findings.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";

/** The worst first, and of those the latest. */
const defaultSort: FindingSort = { column: "severity", direction: "desc" };

/** Which findings an address asks for, and in what order. */
export function readFindingRequest(given: SearchParameters): {
  readonly filter: FleetFilter;
  readonly sort: FindingSort;
} {
  const { sort } = loadTableParams(given);
  return {
    filter: readFilter(given),
    sort: sort && isFindingColumn(sort.column) ? { column: sort.column, direction: sort.direction } : defaultSort,
  };
}
