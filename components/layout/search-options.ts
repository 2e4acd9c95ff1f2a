import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";

const searchHits = z.array(
  z.object({ kind: z.string(), label: z.string(), detail: z.string().default(""), href: z.string().startsWith("/") }),
);

/** One thing that ⌘K found: what GET /api/search answers with. `href` is a path inside the console. */

/** The query behind ⌘K. Two characters at least: one would match half the fleet. */
export function searchOptions(text: string) {
  return queryOptions({
    queryKey: queryKeys.search(text),
    queryFn: ({ signal }) =>
      fetchJson(`/api/search?q=${encodeURIComponent(text)}`, (body) => searchHits.parse(body), signal),
    enabled: text.length >= 2,
    placeholderData: keepPreviousData,
  });
}
