"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { needTitles, type VpcNeed } from "#lib/domain/network/vpc-need.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import type { FunctionNeed } from "#lib/domain/views/network.ts";

const columns = (concern: boolean): readonly DataColumn<FunctionNeed>[] => [
  { id: "name", header: "Function", width: 260, cell: (row) => row.name },
  {
    id: "need",
    header: "Needs its VPC?",
    width: 220,
    cell: (row) => <NeedBadge need={row.verdict.need} concern={concern} />,
  },
  { id: "evidence", header: "Because", width: 520, cell: (row) => <Because row={row} /> },
  { id: "vpc", header: "VPC", width: 190, cell: (row) => row.vpcId },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

interface NeedsTableProps {
  readonly functions: readonly FunctionNeed[];
  /** The organisation wants functions in a VPC only where something needs it. */
  readonly concern: boolean;
}

/** Functions in VPCs with what speaks for it, those of which nothing was found first. */
export function NeedsTable({ functions, concern }: NeedsTableProps) {
  return (
    <DataTable<FunctionNeed>
      id="network-needs"
      label="Functions in VPCs by what needs it"
      columns={columns(concern)}
      query="needs"
      initial={{ rows: functions, total: functions.length }}
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      panel={(row) => <NeedPanel row={row} />}
      empty={<p className="text-sm text-muted">No function of this scope stands in a VPC.</p>}
    />
  );
}

function NeedBadge({ need, concern }: { readonly need: VpcNeed; readonly concern: boolean }) {
  const tone = need === "nothingFound" && concern ? "medium" : need === "needs" ? "info" : "neutral";
  return <Badge tone={tone}>{needTitles[need]}</Badge>;
}

const spokenOf = "Rules, environment, file systems, role and triggers speak of nothing private.";

function NeedPanel({ row: { verdict } }: { readonly row: FunctionNeed }) {
  const { need, evidence, notRead } = verdict;
  return (
    <div className="grid gap-2 text-sm">
      <strong className="font-semibold">{needTitles[need]}</strong>
      {evidence.length > 0 ? (
        <ul className="list-disc pl-5">
          {evidence.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
      {notRead.length > 0 ? <p className="text-muted">Not looked at: {notRead.join(", ")}.</p> : null}
      {need === "nothingFound" ? (
        <p className="text-muted">{spokenOf} Its code may still call a private address.</p>
      ) : null}
    </div>
  );
}

function Because({ row: { verdict } }: { readonly row: FunctionNeed }) {
  const texts = verdict.evidence.map(({ text }) => text);
  const unread = verdict.notRead.length > 0 ? `Not looked at: ${verdict.notRead.join(", ")}.` : "";
  const text = [...texts, unread].filter(Boolean).join(" ");
  if (text === "") return <span className="text-faint">{spokenOf}</span>;
  return (
    <span className="one-line" title={text}>
      {text}
    </span>
  );
}
