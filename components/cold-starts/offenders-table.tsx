"use client";

import * as z from "zod/mini";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { remedyNames } from "#components/start-remedies/remedy-words.ts";
import { FeltRate } from "#components/ui/felt-rate.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { MemoryValue } from "#components/ui/memory-value.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { formatDuration, formatPercent } from "#lib/client/format.ts";
import type { OffenderWindow, StartOffender } from "#lib/domain/views/cold-starts.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { OffenderPanel } from "./offender-panel.tsx";
import { CoverageFigure, RateWithInterval } from "./start-figures.tsx";
import { useRemedySummary } from "./start-reads.ts";

interface OffendersTableProps {
  readonly initial: OffenderWindow;
  readonly query: string;
  /** The same without the order. */
  readonly scopeQuery: string;
  readonly canSeeCost: boolean;
  readonly canExport: boolean;
  /** Percentiles of a range of one's own are merged of the functions shown: they cannot order all of them. */
  readonly wholeDays: boolean;
}

/** Page and handler are one build: the frame of the answer is checked, the shape of a row is the compiler's business. */
const answer = z.object({ rows: z.array(z.custom<StartOffender>()), total: z.number() });

const columns: readonly DataColumn<StartOffender>[] = [
  { id: "name", header: "Function", width: 240, cell: (row) => row.name },
  {
    id: "waited",
    header: "Waited",
    unit: "a day",
    sortable: true,
    align: "end",
    width: 110,
    cell: (row) => <Measure value={row.waitedMsPerDay} unit="ms" />,
  },
  {
    id: "rate",
    header: "Rate",
    unit: "95 % interval",
    sortable: true,
    align: "end",
    width: 190,
    help: "Sorted by the lower end of the interval",
    cell: (row) => <RateWithInterval rate={row.rate} />,
  },
  {
    id: "felt",
    header: "Felt",
    help: "The rate without starts that nobody waited for",
    align: "end",
    width: 124,
    cell: (row) => <FeltRate felt={row.felt} />,
  },
  {
    id: "coverage",
    header: "Coverage",
    align: "end",
    width: 124,
    cell: (row) => <CoverageFigure coverage={row.coverage} insightsReports={row.insightsReports} />,
  },
  {
    id: "p99",
    header: "Init p99",
    sortable: true,
    align: "end",
    width: 96,
    cell: (row) => <Measure value={row.p99Ms} unit="ms" />,
  },
  {
    id: "starts",
    header: "Starts",
    sortable: true,
    align: "end",
    width: 90,
    hidden: true,
    cell: (row) => <Measure value={row.rate.hits} unit="count" />,
  },
  {
    id: "p50",
    header: "Init p50",
    align: "end",
    width: 96,
    hidden: true,
    cell: (row) => <Measure value={row.p50Ms} unit="ms" />,
  },
  { id: "runtime", header: "Runtime", width: 120, cell: (row) => row.runtime ?? "container image" },
  { id: "memory", header: "Memory", align: "end", width: 96, cell: (row) => <MemoryValue memoryMb={row.memoryMb} /> },
  { id: "account", header: "Account", width: 130, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 110, cell: (row) => row.region },
];

const unpriced = "No list price or no report is known.";
const costColumns: readonly DataColumn<StartOffender>[] = [
  {
    id: "cost",
    header: "INIT",
    unit: "a month",
    help: "As billed, at list price, for an average month",
    sortable: true,
    align: "end",
    width: 116,
    cell: (row) => <Measure value={row.initUsdPerMonth} unit="usd" unknown={unpriced} />,
  },
  {
    id: "share",
    header: "INIT share",
    unit: "of its cost",
    sortable: true,
    align: "end",
    width: 156,
    cell: (row) =>
      row.initShare === null ? <Measure value={null} unit="ratio" unknown={unpriced} /> : formatPercent(row.initShare),
  },
];

/** The best remedy as the summary above has it; functions beyond those it judged are judged when they are opened. */
function BestRemedyCell({ id, query }: { readonly id: number; readonly query: string }) {
  const { data, isPending } = useRemedySummary(query);
  const best = data?.best[id];
  if (isPending) return <Skeleton className="h-4 w-32" />;
  if (best === undefined) return <span className="text-faint">open the row</span>;
  if (best === null) return <span className="text-faint">none with a known effect</span>;
  return (
    <span title={`${remedyNames[best.kind]}: ${formatDuration(best.savedMsPerDay)} of waiting a day less`}>
      {remedyNames[best.kind]} <span className="text-xs text-faint">−{formatDuration(best.savedMsPerDay)}</span>
    </span>
  );
}

/** The ranking to act on, fetched in windows; a row opens what can be done. */
export function OffendersTable({ initial, query, scopeQuery, canSeeCost, canExport, wholeDays }: OffendersTableProps) {
  const best: DataColumn<StartOffender> = {
    id: "best",
    header: "Best remedy",
    unit: "waiting a day less",
    width: 280,
    cell: (row) => <BestRemedyCell id={row.id} query={scopeQuery} />,
  };
  const all = [...columns.slice(0, 2), ...(canSeeCost ? costColumns : []), best, ...columns.slice(2)];
  const shown = wholeDays ? all.map((column) => (column.id === "p99" ? { ...column, sortable: false } : column)) : all;
  const file = (format: string) => `/api/cold-starts/offenders/export?${query}&format=${format}`;
  return (
    <DataTable<StartOffender>
      id="cold-starts"
      label="Functions by time waited for starts"
      columns={shown}
      query={query}
      initial={initial}
      fetchWindow={(offset, limit, signal) =>
        fetchJson(
          `/api/cold-starts/offenders?${query}&offset=${offset}&limit=${limit}`,
          (body) => answer.parse(body),
          signal,
        )
      }
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      panel={(row) => <OffenderPanel row={row} query={scopeQuery} canSeeCost={canSeeCost} />}
      defaultSort={{ column: "waited", direction: "desc" }}
      {...(canExport ? { exports: { csv: file("csv"), json: file("json") } } : {})}
      empty={
        <p className="text-sm text-muted">
          No start was seen in this period: every invocation that was read found a warm environment.
        </p>
      }
    />
  );
}
