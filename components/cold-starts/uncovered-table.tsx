"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { ColdStartsView, UncoveredFunction } from "#lib/domain/views/cold-starts.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

const columns: readonly DataColumn<UncoveredFunction>[] = [
  { id: "name", header: "Function", width: 260, cell: (row) => row.name },
  {
    id: "reason",
    header: "Why",
    width: 560,
    cell: (row) => <span title={row.reasons.join(" ")}>{row.reasons.join(" ")}</span>,
  },
  { id: "reports", header: "Reports", align: "end", width: 110, cell: (row) => formatExact(row.reports) },
  { id: "invocations", header: "Invocations", align: "end", width: 120, cell: (row) => formatExact(row.invocations) },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

/** Functions whose starts cannot be judged, each with its reason, the busiest first. */
export function UncoveredTable({ uncovered }: Pick<ColdStartsView, "uncovered">) {
  const { rows, total } = uncovered;
  if (total === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-1 text-lg font-semibold">Not, or not wholly, seen</h2>
      <p className="mb-3 text-sm text-muted">
        {formatNoun(total, "function")} ran with reports for less than 95 % of it
        {total > rows.length ? `; the ${rows.length} with the most missing are listed` : ""}.
      </p>
      <DataTable<UncoveredFunction>
        id="cold-starts-uncovered"
        label="Functions without enough reports"
        columns={columns}
        query="uncovered"
        initial={{ rows, total: rows.length }}
        rowId={(row) => row.arn}
        rowHref={(row) => functionHref(row.arn)}
        rowLabel={(row) => row.name}
        empty={null}
      />
    </section>
  );
}
