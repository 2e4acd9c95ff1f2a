import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";

/** What ⌘K found, as GET /api/search answers it. `href` is a path inside the console. */
const searchHits = z.array(
  z.object({
    kind: z.string(),
    label: z.string(),
    detail: z._default(z.string(), ""),
    href: z.string().check(z.startsWith("/")),
  }),
);

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
