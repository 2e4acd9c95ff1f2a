import { parseFilter } from "#lib/client/property-filter.ts";
import { loadScope, resolveRange } from "#lib/client/scope.ts";
import { loadTableParams } from "#lib/client/table-params.ts";
import type { FigurePeriod, FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { type FunctionSort, isFunctionColumn } from "#lib/domain/views/functions.ts";

/** What decides which functions a list shows and in what order: the scope bar, search, filter and sort of its URL. */
export interface FunctionListRequest {
  readonly filter: FleetFilter;
  readonly period: FigurePeriod;
  readonly sort: FunctionSort;
}

export const defaultSort: FunctionSort = { column: "invocations", direction: "desc" };

/** Search parameters as a page or a request has them. */
export type SearchParameters = URLSearchParams | Record<string, string | string[] | undefined>;

/** Reads the request from a page's search parameters or a URL's. What cannot be read falls back to the default. */
export function readListRequest(given: SearchParameters, now: Date): FunctionListRequest {
  const scope = loadScope(given);
  const { sort, q, filter } = loadTableParams(given);
  const parsed = parseFilter(filter);
  return {
    filter: {
      accountIds: scope.accounts,
      regions: scope.regions,
      teamId: scope.team,
      search: q,
      conditions: parsed.ok ? parsed.clauses : [],
    },
    period: { ...resolveRange(scope.range, now), preset: scope.range.kind === "preset" ? scope.range.preset : null },
    sort: sort && isFunctionColumn(sort.column) ? { column: sort.column, direction: sort.direction } : defaultSort,
  };
}
