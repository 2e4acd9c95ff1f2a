"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { FactValue } from "#components/ui/fact-value.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { StarvationCandidate } from "#lib/domain/views/concurrency.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { Meter } from "./meter.tsx";

const columns: readonly DataColumn<StarvationCandidate>[] = [
  { id: "name", header: "Function", width: 280, cell: (row) => row.name },
  {
    id: "share",
    header: "Used",
    unit: "of its ceiling",
    width: 190,
    cell: (row) => <Meter share={row.share} reason="" />,
  },
  {
    id: "max",
    header: "Running",
    unit: "most at once",
    align: "end",
    width: 160,
    cell: (row) => formatExact(row.maxConcurrency),
  },
  { id: "ceiling", header: "Ceiling", align: "end", width: 110, cell: (row) => formatExact(row.ceiling) },
  {
    id: "kind",
    header: "What limits it",
    width: 240,
    cell: (row) => (row.reserved === null ? "what the account has left" : "its own reservation"),
  },
  {
    id: "throttles",
    header: "Throttles",
    align: "end",
    width: 110,
    cell: (row) => (
      <FactValue none="No throttle metric">
        <Measure value={row.throttles} unit="count" />
      </FactValue>
    ),
  },
];

interface CandidatesTableProps {
  readonly candidates: readonly StarvationCandidate[];
  readonly headroom: number | null;
}

/** Who would be starved next in one account-Region. */
export function CandidatesTable({ candidates, headroom }: CandidatesTableProps) {
  const why =
    headroom === null
      ? "Headroom is not known here, so only reservations have a ceiling."
      : "No function ran in the period.";
  return (
    <DataTable<StarvationCandidate>
      id="concurrency-candidates"
      label="Functions by how near they are to their ceiling"
      columns={columns}
      query="candidates"
      initial={{ rows: candidates, total: candidates.length }}
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      empty={<p className="text-sm text-muted">{why}</p>}
      scroll="page"
    />
  );
}
