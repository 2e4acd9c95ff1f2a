"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { VpcView } from "#lib/domain/views/network.ts";

const names = { s3: "S3", dynamodb: "DynamoDB" } as const;

const tablesUnknown =
  "Route tables of its subnets are not among those that were read: another account may share the VPC.";

const saving: DataColumn<VpcView> = {
  id: "saving",
  header: "Would save at most",
  unit: "$ a month",
  align: "end",
  width: 204,
  cell: (row) => (
    <Measure
      value={row.mostSavedUsd}
      unit="usd"
      unknown={
        row.missingGateways === null
          ? tablesUnknown
          : row.missingGateways.length > 0 && row.natGateways.length > 0
            ? "The traffic of its NAT gateways, or their price, is not known."
            : null
      }
      none="No endpoint is missing, or no NAT gateway carries its traffic"
    />
  ),
};

const columns: readonly DataColumn<VpcView>[] = [
  { id: "vpc", header: "VPC", width: 210, cell: (row) => row.vpcId },
  { id: "functions", header: "Functions", align: "end", width: 100, cell: (row) => formatExact(row.functions) },
  {
    id: "nat",
    header: "NAT gateways",
    unit: "their routes lead to",
    width: 240,
    cell: (row) => <Gateways row={row} />,
  },
  { id: "endpoints", header: "Missing gateway endpoints", width: 210, cell: (row) => <Missing row={row} /> },
  { id: "subnets", header: "Subnets", align: "end", width: 90, cell: (row) => formatExact(row.subnets) },
  {
    id: "sets",
    header: "Security group sets",
    align: "end",
    width: 150,
    help: "Each set takes a network interface of its own in each subnet",
    cell: (row) => formatExact(row.securityGroupSets),
  },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

interface VpcsTableProps {
  readonly vpcs: readonly VpcView[];
  readonly canSeeCost: boolean;
}

/** VPCs with functions, those with a NAT gateway and without free endpoints first. */
export function VpcsTable({ vpcs, canSeeCost }: VpcsTableProps) {
  return (
    <DataTable<VpcView>
      id="network-vpcs"
      label="VPCs with functions"
      columns={canSeeCost ? [...columns.slice(0, 4), saving, ...columns.slice(4)] : columns}
      query="vpcs"
      initial={{ rows: vpcs, total: vpcs.length }}
      rowId={(row) => `${row.accountId} ${row.region} ${row.vpcId}`}
      rowLabel={(row) => row.vpcId}
      empty={
        <p className="text-sm text-muted">No network has been read yet. The sync reads networks after the lists.</p>
      }
    />
  );
}

function Gateways({ row: { natGateways, missingGateways } }: { readonly row: VpcView }) {
  if (natGateways.length > 0) return natGateways.join(", ");
  if (missingGateways === null) return <Measure value={null} unit="count" unknown={tablesUnknown} />;
  return <span className="text-faint">none</span>;
}

function Missing({ row }: { readonly row: VpcView }) {
  if (row.missingGateways === null) return <Measure value={null} unit="count" unknown={tablesUnknown} />;
  if (row.missingGateways.length === 0) return <span className="text-faint">none missing</span>;
  return (
    <span className="inline-flex gap-1">
      {row.missingGateways.map((service) => (
        <Badge key={service} tone={row.natGateways.length > 0 ? "medium" : "neutral"}>
          {names[service]}
        </Badge>
      ))}
    </span>
  );
}
