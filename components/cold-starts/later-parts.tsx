"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failed } from "#components/states/failed.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { GapKind } from "#lib/domain/views/cold-starts.ts";
import { RemedySummary } from "./remedy-summary.tsx";
import { useRemedySummary, useStartWeek, useUncovered } from "./start-reads.ts";
import { StartWeek } from "./start-week.tsx";
import { UncoveredTable } from "./uncovered-table.tsx";

/** What is read by function and hour, or by document, comes once the page stands: nothing waits for it. */
interface LaterProps {
  readonly query: string;
}

/** When in the week callers wait. */
export function LaterWeek({ query }: LaterProps) {
  const read = useStartWeek(query);
  return (
    <Later read={read} failed="When in the week callers wait could not be read" height="h-72">
      {read.data ? <StartWeek view={read.data.week} /> : null}
    </Later>
  );
}

/** What would help most. */
export function LaterRemedies({ query, canSeeCost }: LaterProps & { readonly canSeeCost: boolean }) {
  const read = useRemedySummary(query);
  return (
    <Later read={read} failed="What would help most could not be worked out" height="h-48">
      {read.data ? <RemedySummary view={read.data} canSeeCost={canSeeCost} /> : null}
    </Later>
  );
}

/** What was not seen. */
export function LaterUncovered({ query, gap }: LaterProps & { readonly gap: GapKind | null }) {
  const read = useUncovered(query, gap);
  return (
    <Later read={read} failed="What was not seen could not be read" height="h-48">
      {read.data ? <UncoveredTable view={read.data} /> : null}
    </Later>
  );
}

interface LaterFrameProps {
  readonly read: UseQueryResult;
  readonly failed: string;
  /** Of the place that is kept for it. */
  readonly height: string;
  readonly children: ReactNode;
}

function Later({ read, failed, height, children }: LaterFrameProps) {
  if (read.error)
    return (
      <div className="mt-8">
        <Failed title={failed} error={read.error} onRetry={() => void read.refetch()} />
      </div>
    );
  if (read.isPending)
    return (
      <div className="mt-8" role="status" aria-label="Loading">
        <Skeleton className={`${height} w-full`} />
      </div>
    );
  return children;
}
