"use client";

import * as z from "zod/mini";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { MemoryValue } from "#components/ui/memory-value.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { formatPercent } from "#lib/client/format.ts";
import type { CostFunction, CostWindow } from "#lib/domain/views/cost.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

/** Page and handler are one build: the frame of the answer is checked, the shape of a row is the compiler's business. */
const answer = z.object({ rows: z.array(z.custom<CostFunction>()), total: z.number() });

const unknown = "No use was read, or the Region’s price is not known.";

const columns: readonly DataColumn<CostFunction>[] = [
  { id: "name", header: "Function", width: 280, cell: (row) => <Name row={row} /> },
  {
    id: "cost",
    header: "Cost",
    unit: "list price",
    sortable: true,
    align: "end",
    width: 110,
    cell: (row) => <Measure value={row.costUsd} unit="usd" unknown={unknown} />,
  },
  {
    id: "requests",
    header: "Requests",
    sortable: true,
    align: "end",
    width: 110,
    cell: (row) => <Measure value={row.requestsUsd} unit="usd" unknown={unknown} />,
  },
  { id: "init", header: "INIT", sortable: true, align: "end", width: 140, cell: (row) => <Init row={row} /> },
  {
    id: "invocations",
    header: "Invocations",
    sortable: true,
    align: "end",
    width: 120,
    cell: (row) => <Measure value={row.invocations} unit="count" unknown="Metrics have not been read." />,
  },
  {
    id: "perMillion",
    header: "Per 1,000,000",
    unit: "invocations",
    sortable: true,
    align: "end",
    width: 130,
    cell: (row) => <PerMillion row={row} />,
  },
  { id: "memory", header: "Memory", align: "end", width: 100, cell: (row) => <MemoryValue memoryMb={row.memoryMb} /> },
  { id: "architecture", header: "Architecture", width: 110, cell: (row) => row.architecture },
  { id: "team", header: "Team", width: 140, cell: (row) => row.team ?? <span className="text-faint">no team</span> },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

interface CostFunctionsTableProps {
  readonly initial: CostWindow;
  readonly query: string;
  readonly canExport: boolean;
}

/** Functions by cost, fetched in windows. */
export function CostFunctionsTable({ initial, query, canExport }: CostFunctionsTableProps) {
  return (
    <DataTable<CostFunction>
      id="cost"
      label="Functions by cost"
      columns={columns}
      query={query}
      initial={initial}
      fetchWindow={(offset, limit, signal) =>
        fetchJson(`/api/cost/functions?${query}&offset=${offset}&limit=${limit}`, (body) => answer.parse(body), signal)
      }
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      defaultSort={{ column: "cost", direction: "desc" }}
      empty={<p className="text-sm text-muted">No functions in this scope.</p>}
      {...(canExport ? { exports: { csv: `/api/cost/export?${query}` } } : {})}
    />
  );
}

function Name({ row }: { readonly row: CostFunction }) {
  if (!row.deleted) return <>{row.name}</>;
  return (
    <>
      {row.name}
      <Badge className="ml-1.5" title="Gone from AWS; what it cost stays">
        deleted
      </Badge>
    </>
  );
}

function Init({ row }: { readonly row: CostFunction }) {
  if (row.initUsd === null) return <Measure value={null} unit="usd" unknown="No report or no price is known." />;
  return (
    <>
      <Measure value={row.initUsd} unit="usd" />
      {row.costUsd ? <span className="ml-1 text-xs text-faint">{formatPercent(row.initUsd / row.costUsd)}</span> : null}
    </>
  );
}

function PerMillion({ row }: { readonly row: CostFunction }) {
  if (row.costUsd === null) return <Measure value={null} unit="usd" unknown={unknown} />;
  return (
    <Measure value={row.invocations ? (row.costUsd / row.invocations) * 1e6 : null} unit="usd" none="Nothing ran" />
  );
}
