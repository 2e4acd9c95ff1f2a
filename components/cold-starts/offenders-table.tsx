"use client";

import * as z from "zod/mini";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Measure } from "#components/ui/measure.tsx";
import { MemoryValue } from "#components/ui/memory-value.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { formatPercent } from "#lib/client/format.ts";
import type { OffenderWindow, StartOffender } from "#lib/domain/views/cold-starts.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { CoverageFigure, RateFigure } from "./start-figures.tsx";

interface OffendersTableProps {
  readonly initial: OffenderWindow;
  readonly query: string;
  readonly canSeeCost: boolean;
}

/** Page and handler are one build: the frame of the answer is checked, the shape of a row is the compiler's business. */
const answer = z.object({ rows: z.array(z.custom<StartOffender>()), total: z.number() });

const columns: readonly DataColumn<StartOffender>[] = [
  { id: "name", header: "Function", width: 260, cell: (row) => row.name },
  {
    id: "waited",
    header: "Waited",
    sortable: true,
    align: "end",
    width: 120,
    cell: (row) => <Measure value={row.waitedMs} unit="ms" />,
  },
  {
    id: "rate",
    header: "Rate",
    sortable: true,
    align: "end",
    width: 110,
    help: "Sorted by the lower end of the interval",
    cell: (row) => <RateFigure rate={row.rate} />,
  },
  {
    id: "starts",
    header: "Starts",
    sortable: true,
    align: "end",
    width: 100,
    cell: (row) => <Measure value={row.rate.hits} unit="count" />,
  },
  { id: "p50", header: "Init p50", align: "end", width: 100, cell: (row) => <Measure value={row.p50Ms} unit="ms" /> },
  {
    id: "p99",
    header: "Init p99",
    sortable: true,
    align: "end",
    width: 100,
    cell: (row) => <Measure value={row.p99Ms} unit="ms" />,
  },
  {
    id: "coverage",
    header: "Coverage",
    align: "end",
    width: 120,
    cell: (row) => <CoverageFigure coverage={row.coverage} />,
  },
  { id: "runtime", header: "Runtime", width: 130, cell: (row) => row.runtime ?? "container image" },
  { id: "memory", header: "Memory", align: "end", width: 100, cell: (row) => <MemoryValue memoryMb={row.memoryMb} /> },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

const unpriced = "No list price or no report is known.";
const costColumns: readonly DataColumn<StartOffender>[] = [
  {
    id: "cost",
    header: "INIT cost",
    unit: "list price",
    sortable: true,
    align: "end",
    width: 110,
    cell: (row) => <Measure value={row.initCostUsd} unit="usd" unknown={unpriced} />,
  },
  {
    id: "share",
    header: "INIT share",
    unit: "of its cost",
    sortable: true,
    align: "end",
    width: 110,
    cell: (row) =>
      row.initShare === null ? <Measure value={null} unit="ratio" unknown={unpriced} /> : formatPercent(row.initShare),
  },
];

/** The ranking to act on, fetched in windows. */
export function OffendersTable({ initial, query, canSeeCost }: OffendersTableProps) {
  const [name, waited, ...rest] = columns;
  const shown = canSeeCost && name && waited ? [name, waited, ...costColumns, ...rest] : columns;
  return (
    <DataTable<StartOffender>
      id="cold-starts"
      label="Functions by time waited for init"
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
      defaultSort={{ column: "waited", direction: "desc" }}
      empty={
        <p className="text-sm text-muted">
          No start was seen in this period: every invocation that was read found a warm environment.
        </p>
      }
    />
  );
}
