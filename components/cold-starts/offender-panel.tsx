"use client";

import { StartRemedies } from "#components/start-remedies/start-remedies.tsx";
import { Failed } from "#components/states/failed.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { StartOffender } from "#lib/domain/views/cold-starts.ts";
import { useStartRemedies } from "./start-reads.ts";

interface OffenderPanelProps {
  readonly row: StartOffender;
  /** Scope of the page. */
  readonly query: string;
  readonly canSeeCost: boolean;
}

/** What can be done about the function that is looked at; read when it is. */
export function OffenderPanel({ row, query, canSeeCost }: OffenderPanelProps) {
  const { data, error, refetch } = useStartRemedies(query, row.id);
  return (
    <>
      <h3 className="mb-2 text-sm font-semibold">What can be done</h3>
      {error ? (
        <Failed title="The remedies could not be read" error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <StartRemedies view={data} canSeeCost={canSeeCost} />
      ) : (
        <div className="grid grid-cols-1 gap-2" role="status" aria-label="Loading">
          <Skeleton className="w-full" />
          <Skeleton className="h-32 w-full" />
          <Skeleton className="h-32 w-full" />
        </div>
      )}
    </>
  );
}
