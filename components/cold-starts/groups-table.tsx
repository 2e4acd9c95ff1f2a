"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { FeltRate } from "#components/ui/felt-rate.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { StartGroup } from "#lib/domain/views/cold-starts.ts";
import { CoverageFigure, RateFigure, RateWithInterval } from "./start-figures.tsx";

interface GroupsTableProps {
  readonly groups: readonly StartGroup[];
  readonly label: string;
  readonly canSeeCost: boolean;
  /** Whether the rates of the period before are there. */
  readonly compared: boolean;
}

const figures: readonly DataColumn<StartGroup>[] = [
  { id: "functions", header: "Functions", align: "end", width: 90, cell: (row) => formatExact(row.functions) },
  { id: "rate", header: "Rate", align: "end", width: 170, cell: (row) => <RateWithInterval rate={row.rate} /> },
  { id: "felt", header: "Felt", align: "end", width: 112, cell: (row) => <FeltRate felt={row.felt} /> },
  { id: "n", header: "Reports", align: "end", width: 104, cell: (row) => formatExact(row.rate.n) },
  {
    id: "coverage",
    header: "Coverage",
    align: "end",
    width: 104,
    cell: (row) => <CoverageFigure coverage={row.coverage} />,
  },
  { id: "p50", header: "Init p50", align: "end", width: 80, cell: (row) => <Measure value={row.p50Ms} unit="ms" /> },
  { id: "p95", header: "Init p95", align: "end", width: 80, cell: (row) => <Measure value={row.p95Ms} unit="ms" /> },
  { id: "p99", header: "Init p99", align: "end", width: 80, cell: (row) => <Measure value={row.p99Ms} unit="ms" /> },
  {
    id: "waited",
    header: "Waited",
    unit: "a day",
    align: "end",
    width: 120,
    cell: (row) => <Measure value={row.waitedMsPerDay} unit="ms" />,
  },
];

const before: DataColumn<StartGroup> = {
  id: "before",
  header: "Rate before",
  help: "Of the period before, for the functions as they are grouped on those days",
  align: "end",
  width: 110,
  cell: (row) =>
    row.previousRate === null ? <Measure value={null} unit="ratio" /> : <RateFigure rate={row.previousRate} />,
};

const cost: DataColumn<StartGroup> = {
  id: "cost",
  header: "INIT cost",
  help: "At list price",
  align: "end",
  width: 92,
  cell: (row) => <Measure value={row.initCostUsd} unit="usd" unknown="No list price or no report is known." />,
};

/** The groups with their figures, those with the most time waited first. */
export function GroupsTable({ groups, label, canSeeCost, compared }: GroupsTableProps) {
  const name: DataColumn<StartGroup> = { id: "group", header: label, width: 164, cell: (row) => row.label };
  return (
    <DataTable<StartGroup>
      id="cold-starts-groups"
      label={`Starts by ${label}`}
      columns={[name, ...figures, ...(compared ? [before] : []), ...(canSeeCost ? [cost] : [])]}
      query={label}
      initial={{ rows: groups, total: groups.length }}
      rowId={(row) => row.value}
      rowLabel={(row) => row.label}
      empty="No functions in this scope."
      scroll={groups.length > 40 ? "box" : "page"}
    />
  );
}
