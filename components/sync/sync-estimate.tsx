"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatCount, formatDuration, formatNoun, formatUsd } from "#lib/client/format.ts";
import type { SyncEstimateView } from "#lib/domain/views/sync-spending.ts";
import { syncQueries } from "./sync-queries.ts";

interface SyncEstimateProps {
  /** Empty lists mean all. */
  readonly scope: {
    readonly accounts: readonly string[];
    readonly regions: readonly string[];
    readonly sources: readonly string[];
  };
}

/** What the chosen scope would take, before anything is asked of AWS. The last estimate stays, dimmed, while a new one comes. */
export function SyncEstimate({ scope }: SyncEstimateProps) {
  const query = new URLSearchParams(
    Object.entries(scope).flatMap(([key, values]) => values.map((value) => [key, value])),
  );
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...syncQueries.estimate(query.toString()),
    placeholderData: keepPreviousData,
  });
  return (
    <section
      aria-label="Estimate"
      aria-busy={isPlaceholderData || (!data && !error)}
      className="min-h-44 rounded-md border border-line bg-sunken/50 p-3 text-sm"
    >
      {error && !data ? (
        <>
          <p>What this would take could not be worked out: {error.message} You can start it all the same.</p>
          <Button size="sm" className="mt-2" onClick={() => void refetch()}>
            Try again
          </Button>
        </>
      ) : data ? (
        data.estimate ? (
          <Estimated estimate={data.estimate} dimmed={isPlaceholderData} />
        ) : (
          <p>
            Nothing has been read yet, so nobody knows how large the fleet is. What is free is read first; what AWS
            bills for is only read while the month’s budget has it.
          </p>
        )
      ) : (
        <Skeleton className="h-36 w-full" />
      )}
    </section>
  );
}

function Estimated({ estimate, dimmed }: { readonly estimate: SyncEstimateView; readonly dimmed: boolean }) {
  const { calls, durationMs, costUsd, places, sources, assumptions } = estimate;
  return (
    <div className={cn("grid grid-cols-1 gap-2", dimmed && "opacity-60")}>
      <dl className="tabular grid grid-cols-3 gap-2">
        <Figure term="Calls to AWS" value={`about ${formatCount(calls)}`} />
        <Figure term="Takes" value={`at least ${formatDuration(durationMs)}`} />
        <Figure term="Costs" value={costUsd === 0 ? "nothing" : `about ${formatUsd(costUsd)}`} />
      </dl>
      <p aria-live="polite">{budgetWords(estimate)}</p>
      <Disclosure summary="What this rests on">
        <ul className="grid gap-1 text-muted">
          <li>
            {formatNoun(places, "account-Region")} at the present share of each quota; other syncs make it slower.
          </li>
          {assumptions.map((assumption) => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
        {sources.length > 0 ? (
          <table className="tabular mt-2 w-full">
            <thead>
              <tr className="text-left text-xs text-faint">
                <th scope="col" className="font-medium">
                  Source
                </th>
                <th scope="col" className="text-right font-medium">
                  Calls
                </th>
                <th scope="col" className="text-right font-medium">
                  Cost
                </th>
              </tr>
            </thead>
            <tbody>
              {sources.map((one) => (
                <tr key={one.source}>
                  <td>{one.title}</td>
                  <td className="text-right">{formatCount(one.calls)}</td>
                  <td className="text-right">{formatUsd(one.costUsd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </Disclosure>
    </div>
  );
}

function Figure({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt className="text-xs text-faint">{term}</dt>
      <dd className="font-semibold">{value}</dd>
    </div>
  );
}

function budgetWords({ budgetUsd, leftUsd, leftAfterUsd, costUsd }: SyncEstimateView): string {
  if (budgetUsd === null || leftUsd === null || leftAfterUsd === null) return "No budget is set.";
  if (costUsd > leftUsd) {
    return `This month’s budget of ${formatUsd(budgetUsd)} has ${formatUsd(leftUsd)} left: what does not fit is put off, everything else is read.`;
  }
  return `It leaves about ${formatUsd(leftAfterUsd)} of this month’s budget of ${formatUsd(budgetUsd)}.`;
}
