"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Failed } from "#components/states/failed.tsx";
import { FirstUse } from "#components/states/first-use.tsx";
import type { SyncNowView, SyncOptionsView, SyncPastView } from "#lib/domain/views/sync.ts";
import type { SpendingView } from "#lib/domain/views/sync-spending.ts";
import { AccountMatrix } from "./account-matrix.tsx";
import { MoneyPanel } from "./money-panel.tsx";
import { MonthCharts } from "./month-charts.tsx";
import { OperationsCard } from "./operations-card.tsx";
import { RunHistory } from "./run-history.tsx";
import { RunSummary } from "./run-summary.tsx";
import { SyncControls } from "./sync-controls.tsx";
import { syncQueries } from "./sync-queries.ts";
import { UnknownSources } from "./unknown-sources.tsx";

export interface LiveSyncProps {
  readonly initial: { readonly now: SyncNowView; readonly past: SyncPastView; readonly spending: SpendingView };
  /** The run that the address asks for; null shows the one that runs, else the latest. */
  readonly asked: string | null;
  /** When the server read `initial`, in ms. */
  readonly readAt: number;
  /** Null when this person may not run syncs. */
  readonly options: SyncOptionsView | null;
  readonly mayManage: boolean;
  readonly mayExport: boolean;
}

/** The page of the sync as it goes on: the run is read every two seconds while it runs, the rest twice a minute. */
export function LiveSync({ initial, asked, readAt, options, mayManage, mayExport }: LiveSyncProps) {
  const router = useRouter();
  const since = { initialDataUpdatedAt: readAt };
  const now = useQuery({ ...syncQueries.now(asked), initialData: initial.now, ...since });
  const past = useQuery({ ...syncQueries.past(), initialData: initial.past, ...since });
  const spending = useQuery({ ...syncQueries.spending(), initialData: initial.spending, ...since });
  const { current } = now.data;
  const error = now.error ?? past.error ?? spending.error;
  function readAgain() {
    for (const { refetch } of [now, past, spending]) void refetch();
  }
  /** To the run that was begun or joined: the one that runs or was last may be another, by the clock or of somebody else. */
  function follow(syncId: string) {
    router.push(`/sync?sync=${syncId}`);
    readAgain();
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      {options ? (
        <SyncControls options={options} current={current?.run ?? null} onStarted={follow} onCancelled={readAgain} />
      ) : null}
      {error ? <Failed title="The sync could not be read again" error={error} onRetry={readAgain} /> : null}
      {current ? (
        <RunSummary detail={current} readAt={now.dataUpdatedAt} />
      ) : (
        <FirstUse title={asked ? "This run is no longer kept" : "No sync has run yet"}>
          {asked
            ? "Runs are kept for 30 days. The ones that are still known are listed below."
            : "A sync reads the accounts, their functions, metrics and roles. It can be used while it runs."}
        </FirstUse>
      )}
      <MoneyPanel spending={spending.data} mayManage={mayManage} />
      <MonthCharts spending={spending.data} />
      {current ? (
        <>
          <UnknownSources unknown={past.data.unknown} />
          <AccountMatrix key={current.run.id} detail={current} />
        </>
      ) : null}
      {current || spending.data.operations.length > 0 ? (
        <OperationsCard
          run={current ? { id: current.run.id, operations: current.operations } : null}
          month={spending.data.operations}
          mayExport={mayExport}
        />
      ) : null}
      {past.data.runs.length > 0 ? (
        <RunHistory runs={past.data.runs} current={current?.run.id ?? null} readAt={past.dataUpdatedAt} />
      ) : null}
    </div>
  );
}
