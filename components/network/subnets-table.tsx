"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { formatCount, formatExact } from "#lib/client/format.ts";
import { interfaceNames } from "#lib/domain/network/interface-kind.ts";
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
  {
    id: "afterPlanned",
    header: "After planned",
    align: "end",
    width: 120,
    help: "What is left once every combination of security groups in it has its network interface",
    cell: (row) => <AfterPlanned row={row} />,
  },
  {
    id: "trend",
    header: "30 days",
    width: 120,
    cell: (row) => <Trend row={row} />,
  },
  { id: "runway", header: "Days to zero", align: "end", width: 150, cell: (row) => <Runway row={row} /> },
  { id: "perDay", header: "Change", unit: "a day", align: "end", width: 110, cell: (row) => <PerDay row={row} /> },
  {
    id: "functions",
    header: "Functions",
    align: "end",
    width: 100,
    cell: (row) => <span title={namesOf(row)}>{formatExact(row.functions)}</span>,
  },
  {
    id: "combinations",
    header: "Combinations",
    align: "end",
    width: 130,
    help: "Sets of security groups that functions use in it: Lambda makes a network interface for each",
    cell: (row) => formatExact(row.combinations),
  },
  { id: "neighbours", header: "Also in it", width: 230, cell: (row) => <Neighbours row={row} /> },
  {
    id: "interfaces",
    header: "Lambda interfaces",
    align: "end",
    width: 140,
    cell: (row) => <Measure value={row.interfaces} unit="count" unknown="Interfaces have not been counted yet." />,
  },
  { id: "zone", header: "Zone", width: 120, cell: (row) => row.availabilityZone },
  { id: "vpc", header: "VPC", width: 190, cell: (row) => row.vpcId },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

interface SubnetsTableProps {
  readonly subnets: readonly SubnetView[];
  readonly exportHref: string | null;
}

/** Subnets with functions, the shortest runway first. */
export function SubnetsTable({ subnets, exportHref }: SubnetsTableProps) {
  return (
    <DataTable<SubnetView>
      id="network-subnets"
      label="Subnets with functions by runway"
      columns={columns}
      query="subnets"
      initial={{ rows: subnets, total: subnets.length }}
      {...(exportHref === null ? {} : { exports: { csv: exportHref } })}
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

function AfterPlanned({ row }: { readonly row: SubnetView }) {
  if (row.planned === null)
    return <Measure value={null} unit="count" unknown="Interfaces have not been counted yet." />;
  if (row.afterPlanned === null)
    return <Measure value={null} unit="count" unknown="AWS did not say how many are free." />;
  const title = `${row.planned} of ${row.combinations} combinations have no interface yet`;
  return <span title={title}>{formatExact(row.afterPlanned)}</span>;
}

function Trend({ row }: { readonly row: SubnetView }) {
  const known = row.series.filter((value) => value !== null);
  if (known.length < 2) return <span className="text-faint">{known.length === 1 ? "1 day" : "no day"}</span>;
  const label = `Addresses left by day, ${known.length} days, from ${known[0]} to ${known.at(-1)}`;
  return <Sparkline values={row.series} label={label} />;
}

function Neighbours({ row }: { readonly row: SubnetView }) {
  if (row.neighbours === null)
    return <Measure value={null} unit="count" unknown="Interfaces have not been counted yet." />;
  if (row.neighbours.length === 0) return <span className="text-faint">nothing else</span>;
  const text = row.neighbours.map(({ kind, count }) => `${count} × ${interfaceNames[kind]}`).join(", ");
  return (
    <span className="one-line" title={text}>
      {text}
    </span>
  );
}

function namesOf({ functionNames, functions }: SubnetView): string {
  const more = functions - functionNames.length;
  return `${functionNames.join(", ")}${more > 0 ? ` and ${formatExact(more)} more` : ""}`;
}
