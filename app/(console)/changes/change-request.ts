import type { SearchParameters } from "#app/(console)/analysis-request.ts";
import { readFilter } from "#app/(console)/filter-request.ts";
import { loadScope, resolveRange } from "#lib/client/scope.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";

export interface ChangeRequest {
  readonly filter: FleetFilter;
  readonly from: Date;
  readonly to: Date;
}

/** Which changes an address asks for: scope, filter and time range all apply. */
export function readChangeRequest(given: SearchParameters, now: Date): ChangeRequest {
  return { filter: readFilter(given), ...resolveRange(loadScope(given).range, now) };
}
