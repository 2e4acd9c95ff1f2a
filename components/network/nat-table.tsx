"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { FactValue } from "#components/ui/fact-value.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { ScopedLink } from "#components/ui/scoped-link.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { formatBytes, formatCount, formatExact, formatPercent, formatUsd } from "#lib/client/format.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import type { NatGatewayView } from "#lib/domain/views/network.ts";
import { natMethodText } from "./nat-method.ts";
import { NatPanel } from "./nat-panel.tsx";

const figures: readonly DataColumn<NatGatewayView>[] = [
  {
    id: "gateway",
    header: "NAT gateway",
    width: 230,
    cell: (row) =>
      row.state === null || row.state === "available" ? row.natGatewayId : `${row.natGatewayId} (${row.state})`,
  },
  {
    id: "traffic",
    header: "Processed",
    unit: "GB a month",
    align: "end",
    width: 160,
    help: "What it took in on both sides, at the pace of the days that are known: each byte is billed once",
    cell: (row) => <Traffic row={row} />,
  },
  {
    id: "trend",
    header: "30 days",
    width: 120,
    cell: (row) => (row.traffic === null ? null : <Trend row={row} />),
  },
];

const money: readonly DataColumn<NatGatewayView>[] = [
  {
    id: "total",
    header: "Cost",
    unit: "$ a month",
    align: "end",
    width: 110,
    help: "Its hours, what it processes, and what crosses zones, at list price",
    cell: (row) => <Total row={row} />,
  },
  {
    id: "hours",
    header: "Of it hours",
    align: "end",
    width: 110,
    cell: (row) => <Money usd={row.cost?.hoursUsd} row={row} />,
  },
  {
    id: "processed",
    header: "Of it traffic",
    align: "end",
    width: 120,
    cell: (row) => <Money usd={row.cost?.processedUsd} row={row} />,
  },
];

const rest: readonly DataColumn<NatGatewayView>[] = [
  { id: "functions", header: "Functions", align: "end", width: 100, cell: (row) => formatExact(row.functions) },
  {
    id: "top",
    header: "Put down to",
    width: 320,
    help: "By bytes sent and received where Lambda Insights tells those of every function behind the gateway that ran, else by their part of the invocations: each row says which",
    cell: (row) => <Top row={row} />,
  },
  {
    id: "others",
    header: "Other things",
    unit: "interfaces",
    align: "end",
    width: 120,
    help: "Interfaces of other things in subnets that lead to it: what they send is in these bytes, and cannot be told apart",
    cell: (row) => <Measure value={row.others} unit="count" unknown="Interfaces have not been counted yet." />,
  },
  { id: "zones", header: "From other zones", width: 200, cell: (row) => <Zones row={row} /> },
  { id: "zone", header: "Zone", width: 120, cell: (row) => <FactValue none="Not told">{row.zone}</FactValue> },
  { id: "vpc", header: "VPC", width: 190, cell: (row) => row.vpcId },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

interface NatTableProps {
  readonly gateways: readonly NatGatewayView[];
  readonly canSeeCost: boolean;
  readonly exportHref: string | null;
}

/** NAT gateways that functions' routes lead to, the dearest first. */
export function NatTable({ gateways, canSeeCost, exportHref }: NatTableProps) {
  return (
    <DataTable<NatGatewayView>
      id="network-nat"
      label="NAT gateways that functions' routes lead to"
      columns={canSeeCost ? [...figures, ...money, ...rest] : [...figures, ...rest]}
      query="nat"
      initial={{ rows: gateways, total: gateways.length }}
      {...(exportHref === null ? {} : { exports: { csv: exportHref } })}
      rowId={(row) => `${row.accountId} ${row.region} ${row.natGatewayId}`}
      rowLabel={(row) => row.natGatewayId}
      panel={(row) => <NatPanel row={row} />}
      empty={
        <p className="text-sm text-muted">
          No route of a function leads to a NAT gateway, as far as networks were read.
        </p>
      }
    />
  );
}

function Traffic({ row }: { readonly row: NatGatewayView }) {
  if (row.traffic === null) return <FactValue unknown={row.unknown}>{null}</FactValue>;
  const { gbPerMonth, days, outBytes, backBytes } = row.traffic;
  const text = `${days} days: ${formatBytes(outBytes)} left the VPC, ${formatBytes(backBytes)} came back.`;
  return (
    <span title={row.unknown ? `${text} ${row.unknown.reason}` : text}>
      {formatCount(Number(gbPerMonth.toPrecision(3)))}
    </span>
  );
}

function Trend({ row }: { readonly row: NatGatewayView }) {
  const known = row.series.filter((value) => value !== null);
  const label = `Bytes processed by day, ${known.length} days, highest ${formatBytes(Math.max(0, ...known))}`;
  return <Sparkline values={row.series} label={label} />;
}

const noPrice = "The list price of NAT gateways in this Region is not known here.";

const notDescribed = "It is not among the NAT gateways that were read: it may be another account's.";

function Total({ row }: { readonly row: NatGatewayView }) {
  return <Money usd={row.cost?.totalUsd} row={row} />;
}

function Money({ usd, row }: { readonly usd: number | null | undefined; readonly row: NatGatewayView }) {
  const traffic = row.unknown?.reason ?? "Its traffic is not known.";
  const why = !row.priceKnown ? noPrice : row.state === null ? notDescribed : traffic;
  return <Measure value={usd ?? null} unit="usd" unknown={why} />;
}

function Top({ row }: { readonly row: NatGatewayView }) {
  const [first] = row.top;
  if (first === undefined)
    return <FactValue none="None of the functions behind it ran in 30 days, as far as is known">{null}</FactValue>;
  const perMonth = row.cost?.processedUsd ?? null;
  const shared =
    row.others === null || row.others > 0 ? " What other things behind it send is in these figures, too." : "";
  const list = row.top.map(({ name, share }) => `${name} ${formatPercent(share)}`).join(", ");
  const unknown =
    row.unknownUsers > 0 ? ` Of ${formatExact(row.unknownUsers)} functions no invocations are known.` : "";
  return (
    <span className="inline-flex max-w-full items-baseline gap-1.5">
      <ScopedLink href={functionHref(first.arn)} className="one-line underline-offset-2 hover:underline">
        {first.name}
      </ScopedLink>
      <Tooltip
        trigger={
          <button type="button" className="shrink-0 cursor-help text-faint">
            {formatPercent(first.share)}
            {perMonth === null ? "" : `, ${formatUsd(perMonth * first.share)}`}
            {row.top.length > 1 ? ` and ${row.functions - 1} more` : ""}
            {row.method === "bytes" ? ", by bytes" : ", by invocations"}
          </button>
        }
      >
        {list}, {natMethodText(row)}.{unknown}
        {shared}
      </Tooltip>
    </span>
  );
}

function Zones({ row }: { readonly row: NatGatewayView }) {
  if (row.otherZones === null)
    return <Measure value={null} unit="count" unknown="Its zone, or that of a subnet behind it, is not known." />;
  if (row.otherZones.length === 0) return <span className="text-faint">none</span>;
  const share = row.crossZoneShare === null ? "" : `, ${formatPercent(row.crossZoneShare)}`;
  const title = `Part of the ${row.method} behind it that is in another zone: AWS bills traffic between zones, too`;
  return (
    <span title={title}>
      {row.otherZones.join(", ")}
      {share}
    </span>
  );
}
