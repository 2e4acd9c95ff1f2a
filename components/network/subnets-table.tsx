"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { formatCount, formatExact } from "#lib/client/format.ts";
import type { SubnetView } from "#lib/domain/views/network.ts";

const columns: readonly DataColumn<SubnetView>[] = [
  {
    id: "subnet",
    header: "Subnet",
    width: 260,
    cell: (row) => (row.name ? `${row.name} (${row.subnetId})` : row.subnetId),
  },
  {
    id: "available",
    header: "Addresses left",
    align: "end",
    width: 130,
    cell: (row) => <Measure value={row.available} unit="count" unknown="AWS did not say how many are free." />,
  },
  { id: "runway", header: "Days to zero", align: "end", width: 150, cell: (row) => <Runway row={row} /> },
  { id: "perDay", header: "Change", unit: "a day", align: "end", width: 110, cell: (row) => <PerDay row={row} /> },
  { id: "functions", header: "Functions", align: "end", width: 100, cell: (row) => formatExact(row.functions) },
  {
    id: "interfaces",
    header: "Lambda interfaces",
    align: "end",
    width: 140,
    cell: (row) => <Measure value={row.interfaces} unit="count" none="None counted" />,
  },
  { id: "zone", header: "Zone", width: 120, cell: (row) => row.availabilityZone },
  { id: "vpc", header: "VPC", width: 190, cell: (row) => row.vpcId },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

/** Subnets with functions, the shortest runway first. */
export function SubnetsTable({ subnets }: { readonly subnets: readonly SubnetView[] }) {
  return (
    <DataTable<SubnetView>
      id="network-subnets"
      label="Subnets with functions by runway"
      columns={columns}
      query="subnets"
      initial={{ rows: subnets, total: subnets.length }}
      rowId={(row) => `${row.accountId} ${row.region} ${row.subnetId}`}
      rowLabel={(row) => row.subnetId}
      rowTone={(row) => (row.tight ? "critical" : undefined)}
      empty={
        <p className="text-sm text-muted">No subnet has been read yet. The sync reads networks after the lists.</p>
      }
    />
  );
}

function Runway({ row }: { readonly row: SubnetView }) {
  if (row.daysToZero !== null) {
    const days = formatCount(Math.floor(row.daysToZero));
    return row.tight ? <Badge tone="critical">{days} days</Badge> : <>{days} days</>;
  }
  if (row.perDay === null)
    return <Measure value={null} unit="count" unknown="A trend needs two days; they come with the next syncs." />;
  return <span className="text-faint">not falling</span>;
}

function PerDay({ row }: { readonly row: SubnetView }) {
  if (row.perDay === null) return <Measure value={null} unit="count" none={`${row.daysKnown} days known`} />;
  const text = formatCount(Number(row.perDay.toPrecision(2)));
  return <span title={`Least squares over ${row.daysKnown} days`}>{row.perDay > 0 ? `+${text}` : text}</span>;
}
