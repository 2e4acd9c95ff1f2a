"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import * as z from "zod/mini";
import { Failed } from "#components/states/failed.tsx";
import { FirstUse } from "#components/states/first-use.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";
import type { SyncOptionsView, SyncView } from "#lib/domain/views/sync.ts";
import { OperationsTable } from "./operations-table.tsx";
import { PlaceMatrix } from "./place-matrix.tsx";
import { RunHistory } from "./run-history.tsx";
import { RunSummary } from "./run-summary.tsx";
import { SyncControls } from "./sync-controls.tsx";
import { UnknownSources } from "./unknown-sources.tsx";

interface LiveSyncProps {
  readonly initial: SyncView;
  /** The run that the address asks for; null shows the one that runs, else the latest. */
  readonly asked: string | null;
  /** When the server read `initial`, in ms. */
  readonly readAt: number;
  /** Null when this person may not run syncs. */
  readonly options: SyncOptionsView | null;
}

const answer = z.custom<SyncView>((body) => typeof body === "object" && body !== null && "runs" in body);

/** While a sync runs the page follows it every two seconds, else it looks twice a minute. */
const pollMs = { running: 2_000, idle: 30_000 };

/** The page of the sync as it goes on. */
export function LiveSync({ initial, asked, readAt, options }: LiveSyncProps) {
  const router = useRouter();
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: queryKeys.one("sync", asked ?? "latest"),
    queryFn: ({ signal }) =>
      fetchJson(asked ? `/api/sync?sync=${asked}` : "/api/sync", (body) => answer.parse(body), signal),
    initialData: initial,
    initialDataUpdatedAt: readAt,
    refetchInterval: ({ state }) => (state.data?.running ? pollMs.running : pollMs.idle),
  });
  const { current, runs, unknown } = data;
  function show() {
    if (asked) router.push("/sync");
    void refetch();
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      {options ? <SyncControls options={options} current={current?.run ?? null} onChanged={show} /> : null}
      {error ? <Failed title="The sync could not be read again" error={error} onRetry={() => void refetch()} /> : null}
      {current ? (
        <>
          <RunSummary detail={current} readAt={dataUpdatedAt} />
          <UnknownSources unknown={unknown} />
          <PlaceMatrix matrix={current.matrix} sources={current.sources} />
          <OperationsTable operations={current.operations} />
        </>
      ) : (
        <FirstUse title={asked ? "This run is no longer kept" : "No sync has run yet"}>
          {asked
            ? "Runs are kept for 30 days. The ones that are still known are listed below."
            : "A sync reads the accounts, their functions, metrics and roles. It can be used while it runs."}
        </FirstUse>
      )}
      {runs.length > 0 ? <RunHistory runs={runs} current={current?.run.id ?? null} readAt={dataUpdatedAt} /> : null}
    </div>
  );
}
