import { parseFilter } from "#lib/client/property-filter.ts";
import { loadScope } from "#lib/client/scope.ts";
import { loadTableParams } from "#lib/client/table-params.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { SearchParameters } from "./analysis-request.ts";

/** The scope bar, search and property filter of an address. What cannot be read falls back to the default. */
export function readFilter(given: SearchParameters): FleetFilter {
  const { accounts, regions, team } = loadScope(given);
  const { q, filter } = loadTableParams(given);
  const parsed = parseFilter(filter);
  return {
    accountIds: accounts,
    regions,
    teamId: team,
    search: q,
    conditions: parsed.ok ? parsed.clauses : [],
  };
}

/** Whether anything but the scope bar narrows the list. */
export function isFiltered({ search, conditions }: FleetFilter): boolean {
  return search !== "" || conditions.length > 0;
}
