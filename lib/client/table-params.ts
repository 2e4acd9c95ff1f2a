import { createLoader, createParser, parseAsString } from "nuqs/server";

/** By which column a table is ordered, and which way. */
export interface Sort {
  readonly column: string;
  readonly direction: "asc" | "desc";
}

/** Reads `cost.desc`; null when it is not of that form. */
export function parseSort(text: string): Sort | null {
  const match = /^([A-Za-z][\w-]*)\.(asc|desc)$/.exec(text);
  const [, column, direction] = match ?? [];
  if (!column || (direction !== "asc" && direction !== "desc")) return null;
  return { column, direction };
}

export function formatSort(sort: Sort): string {
  return `${sort.column}.${sort.direction}`;
}

export const parseAsSort = createParser<Sort>({
  parse: parseSort,
  serialize: formatSort,
  eq: (a, b) => formatSort(a) === formatSort(b),
});

/**
 * The search parameters of a table: `sort`, the free search `q`, the property filter `filter`
 * (read it with lib/client/property-filter.ts).
 */
export const tableParsers = {
  sort: parseAsSort,
  q: parseAsString.withDefault(""),
  filter: parseAsString.withDefault(""),
};

/** Reads them from a page's `searchParams` or a request's URL. */
export const loadTableParams = createLoader(tableParsers);

/** How many rows one window holds. */
export const WINDOW_SIZE = 100;

/** Reads `offset` and `limit` of a window request; limits are held to 1 … 500, anything odd falls back to the first window. */
export function parseWindow(params: URLSearchParams): { readonly offset: number; readonly limit: number } {
  const offset = Number(params.get("offset") ?? 0);
  const limit = Number(params.get("limit") ?? WINDOW_SIZE);
  return {
    offset: Number.isSafeInteger(offset) && offset >= 0 ? offset : 0,
    limit: Number.isSafeInteger(limit) && limit >= 1 ? Math.min(limit, 500) : WINDOW_SIZE,
  };
}
