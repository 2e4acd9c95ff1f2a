import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";
import type { FailureKind } from "#lib/domain/failures/failure-kind.ts";
import type { LogExampleView } from "#lib/domain/views/failures.ts";

const pollMs = 1_000;
const example = z.custom<LogExampleView>((body) => typeof body === "object" && body !== null && "plan" in body);

/** Which series of failures is meant. */
export interface SeriesKey {
  readonly functionId: number;
  readonly kind: FailureKind;
  readonly errorType: string;
}

/** Whether a worker has the request and has not answered. */
export function isFetching(view: LogExampleView | undefined): boolean {
  return view?.latest?.state === "waiting" || view?.latest?.state === "running";
}

export const failureQueries = {
  examples: ({ functionId, kind, errorType }: SeriesKey) => {
    const query = new URLSearchParams({ functionId: String(functionId), kind, errorType }).toString();
    return queryOptions({
      queryKey: queryKeys.one("failure-examples", query),
      queryFn: ({ signal }) => fetchJson(`/api/failures/examples?${query}`, (body) => example.parse(body), signal),
      refetchInterval: ({ state }) => (isFetching(state.data) ? pollMs : false),
    });
  },
};
