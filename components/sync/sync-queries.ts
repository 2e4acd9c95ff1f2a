import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";
import type { SyncAccountDetail, SyncNowView, SyncPastView } from "#lib/domain/views/sync.ts";
import type { SpendingView, SyncEstimateView } from "#lib/domain/views/sync-spending.ts";

/** While a sync runs the page follows it every two seconds, else it looks twice a minute; what changes slowly, less often. */
const pollMs = { running: 2_000, account: 3_000, idle: 30_000 };

/** What the server answers is typed by its own views; this only tells an answer from something else. */
function answer<T>(key: keyof T & string) {
  const schema = z.custom<T>((body) => typeof body === "object" && body !== null && key in body);
  return (body: unknown) => schema.parse(body);
}

export const syncQueries = {
  now: (asked: string | null) =>
    queryOptions({
      queryKey: queryKeys.one("sync", asked ?? "latest"),
      queryFn: ({ signal }) =>
        fetchJson(asked ? `/api/sync?sync=${asked}` : "/api/sync", answer<SyncNowView>("current"), signal),
      refetchInterval: ({ state }) => (state.data?.running ? pollMs.running : pollMs.idle),
    }),
  past: () =>
    queryOptions({
      queryKey: queryKeys.one("sync", "past"),
      queryFn: ({ signal }) => fetchJson("/api/sync/past", answer<SyncPastView>("runs"), signal),
      refetchInterval: pollMs.idle,
    }),
  spending: () =>
    queryOptions({
      queryKey: queryKeys.one("sync", "spending"),
      queryFn: ({ signal }) => fetchJson("/api/sync/spending", answer<SpendingView>("spentUsd"), signal),
      refetchInterval: pollMs.idle,
    }),
  account: (syncId: string, accountId: string, running: boolean) =>
    queryOptions({
      queryKey: queryKeys.window("sync", `${syncId} ${accountId}`),
      queryFn: ({ signal }) =>
        fetchJson(`/api/sync/account?sync=${syncId}&account=${accountId}`, answer<SyncAccountDetail>("places"), signal),
      refetchInterval: running ? pollMs.account : pollMs.idle,
    }),
  estimate: (query: string) =>
    queryOptions({
      queryKey: queryKeys.window("sync-estimate", query),
      queryFn: ({ signal }) =>
        fetchJson(
          `/api/sync/estimate?${query}`,
          answer<{ readonly estimate: SyncEstimateView | null }>("estimate"),
          signal,
        ),
      staleTime: pollMs.idle,
    }),
};
