"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Measure } from "#components/ui/measure.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { PenaltyStratum, PooledPenalty } from "#lib/domain/views/network.ts";
import { formatDifference } from "./format-difference.ts";

const columns: readonly DataColumn<PenaltyStratum>[] = [
  { id: "stratum", header: "Stratum", width: 350, cell: (row) => <span title={row.label}>{row.label}</span> },
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
    width: 190,
    cell: (row) =>
      row.interval === null ? (
        <NoInterval row={row} />
      ) : (
        `${formatDifference(row.interval.low)} to ${formatDifference(row.interval.high)}`
      ),
  },
  {
    id: "vpcMedian",
    header: "In a VPC",
    unit: "median",
    align: "end",
    width: 135,
    cell: (row) => <Median row={row} ms={row.vpcMedianMs} inits={row.vpcInits} />,
  },
  {
    id: "otherMedian",
    header: "Outside",
    unit: "median",
    align: "end",
    width: 135,
    cell: (row) => <Median row={row} ms={row.otherMedianMs} inits={row.otherInits} />,
  },
  {
    id: "vpcN",
    header: "In a VPC",
    unit: "inits (functions)",
    align: "end",
    width: 180,
    cell: (row) => `${formatExact(row.vpcInits)} (${formatExact(row.vpcFunctions)})`,
  },
  {
    id: "otherN",
    header: "Outside",
    unit: "inits (functions)",
    align: "end",
    width: 180,
    cell: (row) => `${formatExact(row.otherInits)} (${formatExact(row.otherFunctions)})`,
  },
];

/** All strata together, then every stratum with functions on both sides, those with an interval first. */
export function StrataTable({
  strata,
  pooled,
}: {
  readonly strata: readonly PenaltyStratum[];
  readonly pooled: PooledPenalty | null;
}) {
  const rows = pooled ? [pooledRow(pooled), ...strata] : strata;
  return (
    <DataTable<PenaltyStratum>
      id="network-strata"
      label="Start penalty by stratum"
      columns={columns}
      query="strata"
      initial={{ rows, total: rows.length }}
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

const pooledId = "pooled";

function pooledRow(pooled: PooledPenalty): PenaltyStratum {
  return {
    ...pooled,
    id: pooledId,
    label: `All strata together (${formatExact(pooled.strata)})`,
    vpcMedianMs: null,
    otherMedianMs: null,
  };
}

/** The medians of an arm; all strata together have none that would mean anything. */
function Median({
  row,
  ms,
  inits,
}: {
  readonly row: PenaltyStratum;
  readonly ms: number | null;
  readonly inits: number;
}) {
  if (row.id === pooledId) return <span className="text-faint">–</span>;
  return <Measure value={ms} unit="ms" none={inits < 20 ? "Too few inits" : "The other side has too few inits"} />;
}

/** Why a stratum has a difference but no interval; nothing where there is no difference either. */
function NoInterval({ row }: { readonly row: PenaltyStratum }) {
  if (row.differenceMs === null) return null;
  return <span className="text-faint">too few functions</span>;
}

function TooFew({ row }: { readonly row: PenaltyStratum }) {
  const side = row.vpcInits < 20 ? `${row.vpcInits} inits in a VPC` : `${row.otherInits} inits outside`;
  return (
    <span className="text-faint" title={`${side}; each side needs 20`}>
      too few inits
    </span>
  );
}
