"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { MemoryValue } from "#components/ui/memory-value.tsx";
import { functionHref } from "#lib/domain/views/functions.ts";
import type { VpcFunction } from "#lib/domain/views/network.ts";

const tones = { state: "critical", singleAz: "medium", bandwidth: "neutral" } as const;

const columns: readonly DataColumn<VpcFunction>[] = [
  { id: "name", header: "Function", width: 260, cell: (row) => row.name },
  { id: "issues", header: "What", width: 460, cell: (row) => <Issues row={row} /> },
  { id: "memory", header: "Memory", align: "end", width: 100, cell: (row) => <MemoryValue memoryMb={row.memoryMb} /> },
  { id: "vpc", header: "VPC", width: 190, cell: (row) => row.vpcId },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

/** Functions in VPCs with what is to be looked at. */
export function IssuesTable({ issues }: { readonly issues: readonly VpcFunction[] }) {
  return (
    <DataTable<VpcFunction>
      id="network-issues"
      label="Functions in VPCs to look at"
      columns={columns}
      query="issues"
      initial={{ rows: issues, total: issues.length }}
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      empty={
        <p className="text-sm text-muted">Nothing to look at among the functions whose subnets and state are known.</p>
      }
    />
  );
}

function Issues({ row }: { readonly row: VpcFunction }) {
  return (
    <span className="inline-flex gap-1">
      {row.issues.map(({ kind, text }) => (
        <Badge key={kind} tone={tones[kind]} title={text}>
          <span className="one-line">{text}</span>
        </Badge>
      ))}
    </span>
  );
}
