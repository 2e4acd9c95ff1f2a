import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { fetchJson } from "#lib/client/fetch-json.ts";
import type {
  GapKind,
  RemedySummaryView,
  StartRemediesView,
  StartWeekView,
  UncoveredView,
} from "#lib/domain/views/cold-starts.ts";

/** Page and handlers are one build: that an answer is of its kind is checked, its shape is the compiler's business. */
const viewWith = <T>(...fields: readonly string[]) =>
  z.custom<T>((body) => typeof body === "object" && body !== null && fields.every((field) => field in body));

const week = viewWith<{ readonly week: StartWeekView | null }>("week");
const summary = viewWith<RemedySummaryView>("sums", "best");
const uncovered = viewWith<UncoveredView>("gaps", "rows");
const remedies = viewWith<StartRemediesView>("remedies", "excluded");

function useRead<T>(what: string, query: string, parse: (body: unknown) => T): UseQueryResult<T> {
  return useQuery({
    queryKey: ["cold-starts", what, query],
    queryFn: ({ signal }) => fetchJson(`/api/cold-starts/${what}?${query}`, parse, signal),
  });
}

/** When in the week callers wait. */
export const useStartWeek = (query: string) => useRead("week", query, (body) => week.parse(body));

/** What would help most, and each judged function's best remedy: one read for both places that show it. */
export const useRemedySummary = (query: string) => useRead("remedy-summary", query, (body) => summary.parse(body));

/** What was not seen, by reason. */
export const useUncovered = (query: string, gap: GapKind | null) =>
  useRead("uncovered", gap === null ? query : `${query}&gap=${gap}`, (body) => uncovered.parse(body));

/** What can be done about one function. */
export const useStartRemedies = (query: string, functionId: number) =>
  useRead("remedies", `${query}&function=${functionId}`, (body) => remedies.parse(body));
