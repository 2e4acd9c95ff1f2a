"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { MemoryValue } from "#components/ui/memory-value.tsx";
import { functionHref } from "#lib/domain/views/functions.ts";
import type { VpcFunction } from "#lib/domain/views/network.ts";

const tones = { state: "critical", singleAz: "medium", bandwidth: "neutral" } as const;

const columns: readonly DataColumn<VpcFunction>[] = [
  { id: "name", header: "Function", width: 260, cell: (row) => row.name },
  { id: "issues", header: "What", width: 420, cell: (row) => <Issues row={row} /> },
  { id: "since", header: "Seen since", width: 210, cell: (row) => <Since row={row} /> },
  { id: "remedy", header: "What to do", width: 420, cell: (row) => <Remedies row={row} /> },
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
      panel={(row) => <IssuePanel row={row} />}
      empty={
        <p className="text-sm text-muted">Nothing to look at among the functions whose subnets and state are known.</p>
      }
    />
  );
}

function IssuePanel({ row }: { readonly row: VpcFunction }) {
  return (
    <ul className="grid gap-3 text-sm">
      {row.issues.map(({ text, remedy, since }) => (
        <li key={text} className="grid gap-1">
          <strong className="font-semibold">{text}</strong>
          <span className="text-muted">{remedy}</span>
          {since === null ? null : (
            <span className="text-faint">
              Seen so since <Instant at={since} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Remedies({ row }: { readonly row: VpcFunction }) {
  const text = row.issues.map(({ remedy }) => remedy).join(" ");
  return (
    <span className="one-line" title={text}>
      {text}
    </span>
  );
}

/** Since when the state has been seen; of zones and memory it is not kept. */
function Since({ row }: { readonly row: VpcFunction }) {
  const since = row.issues.find((issue) => issue.since !== null)?.since ?? null;
  if (since === null) return <Measure value={null} unit="count" none="Not kept for what its configuration says" />;
  return <Instant at={since} />;
}

function Issues({ row }: { readonly row: VpcFunction }) {
  return (
    <span className="inline-flex gap-1">
      {row.issues.map(({ kind, text }) => (
        <Badge key={text} tone={tones[kind]} title={text}>
          <span className="one-line">{text}</span>
        </Badge>
      ))}
    </span>
  );
}
