"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Measure } from "#components/ui/measure.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { PenaltyStratum } from "#lib/domain/views/network.ts";
import { formatDifference } from "./format-difference.ts";

const columns: readonly DataColumn<PenaltyStratum>[] = [
  { id: "stratum", header: "Stratum", width: 380, cell: (row) => <span title={row.label}>{row.label}</span> },
  {
    id: "difference",
    header: "Difference",
    align: "end",
    width: 110,
    cell: (row) => (row.differenceMs === null ? <TooFew row={row} /> : formatDifference(row.differenceMs)),
  },
  {
    id: "interval",
    header: "95 % interval",
    align: "end",
    width: 180,
    cell: (row) =>
      row.interval === null ? null : `${formatDifference(row.interval.low)} to ${formatDifference(row.interval.high)}`,
  },
  {
    id: "vpcMedian",
    header: "In a VPC",
    unit: "median",
    align: "end",
    width: 100,
    cell: (row) => <Measure value={row.vpcMedianMs} unit="ms" none="Too few inits" />,
  },
  {
    id: "otherMedian",
    header: "Outside",
    unit: "median",
    align: "end",
    width: 100,
    cell: (row) => <Measure value={row.otherMedianMs} unit="ms" none="Too few inits" />,
  },
  {
    id: "vpcN",
    header: "In a VPC",
    unit: "inits (functions)",
    align: "end",
    width: 140,
    cell: (row) => `${formatExact(row.vpcInits)} (${formatExact(row.vpcFunctions)})`,
  },
  {
    id: "otherN",
    header: "Outside",
    unit: "inits (functions)",
    align: "end",
    width: 140,
    cell: (row) => `${formatExact(row.otherInits)} (${formatExact(row.otherFunctions)})`,
  },
];

/** Every stratum with functions on both sides, those that could be compared first. */
export function StrataTable({ strata }: { readonly strata: readonly PenaltyStratum[] }) {
  return (
    <DataTable<PenaltyStratum>
      id="network-strata"
      label="Start penalty by stratum"
      columns={columns}
      query="strata"
      initial={{ rows: strata, total: strata.length }}
      rowId={(row) => row.id}
      rowLabel={(row) => row.label}
      empty={
        <p className="text-sm text-muted">
          No function outside a VPC is like one inside, or no init was read in this period.
        </p>
      }
    />
  );
}

function TooFew({ row }: { readonly row: PenaltyStratum }) {
  const side = row.vpcInits < 20 ? `${row.vpcInits} inits in a VPC` : `${row.otherInits} inits outside`;
  return <span className="text-faint">too few: {side}</span>;
}
