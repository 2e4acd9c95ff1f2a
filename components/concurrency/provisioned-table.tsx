"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { UnknownDot } from "#components/ui/fact-value.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { formatExact, formatPercent, formatUsd } from "#lib/client/format.ts";
import type { ProvisionedConcurrency } from "#lib/domain/views/concurrency.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { Meter } from "./meter.tsx";

const unread = "What was used of provisioned concurrency has not been read here for the period.";
const quiet = "No call came through it in the period.";

const columns: readonly DataColumn<ProvisionedConcurrency>[] = [
  { id: "name", header: "Function", width: 240, cell: (row) => row.name },
  { id: "qualifier", header: "Version or alias", width: 130, cell: (row) => row.qualifier },
  { id: "requested", header: "Configured", align: "end", width: 110, cell: (row) => <Configured row={row} /> },
  {
    id: "max",
    header: "Busy",
    unit: "most at once",
    align: "end",
    width: 160,
    cell: (row) => <Measure value={row.concurrencyMax} unit="count" {...reasonOf(row)} none={quiet} />,
  },
  {
    id: "used",
    header: "Used",
    unit: "on average",
    width: 180,
    cell: (row) => (row.allocated === 0 ? "none allocated now" : <Meter share={row.usedShare} reason={unread} />),
  },
  {
    id: "idle",
    header: "Idle",
    align: "end",
    width: 80,
    cell: (row) => (row.idleShare === null ? <UnknownDot reason={unread} /> : formatPercent(row.idleShare)),
  },
  {
    id: "spillover",
    header: "Spillover",
    unit: "invocations",
    align: "end",
    width: 160,
    cell: (row) => <Measure value={row.spillover} unit="count" {...reasonOf(row)} none={quiet} />,
  },
  { id: "scaling", header: "Set by", width: 320, cell: (row) => <Scaling row={row} /> },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

const money: readonly DataColumn<ProvisionedConcurrency>[] = [
  { id: "usd", header: "Held for", unit: "$ a month", align: "end", width: 140, cell: (row) => <Usd row={row} /> },
  { id: "idleUsd", header: "Idle", unit: "$ a month", align: "end", width: 130, cell: (row) => <Usd row={row} idle /> },
  { id: "pays", header: "Pays", unit: "cheaper than on demand", width: 220, cell: (row) => <Pays row={row} /> },
];

interface ProvisionedTableProps {
  readonly provisioned: readonly ProvisionedConcurrency[];
  readonly canSeeCost: boolean;
}

/** Provisioned concurrency by version and alias. */
export function ProvisionedTable({ provisioned, canSeeCost }: ProvisionedTableProps) {
  const shown = canSeeCost ? [...columns.slice(0, 7), ...money, ...columns.slice(7)] : columns;
  return (
    <DataTable<ProvisionedConcurrency>
      id="concurrency-provisioned"
      label="Provisioned concurrency by version and alias"
      columns={shown}
      query="provisioned"
      initial={{ rows: provisioned, total: provisioned.length }}
      rowId={(row) => `${row.arn}:${row.qualifier}`}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => `${row.name}, ${row.qualifier}`}
      empty={null}
      scroll={provisioned.length > 20 ? "box" : "page"}
    />
  );
}

function reasonOf({ readHours }: ProvisionedConcurrency): { readonly unknown?: string } {
  return readHours === 0 ? { unknown: unread } : {};
}

function Configured({ row }: { readonly row: ProvisionedConcurrency }) {
  if (row.allocated === row.requested) return formatExact(row.requested);
  return <span title={`${row.status}: ${row.allocated} of ${row.requested} are allocated`}>{row.requested} *</span>;
}

function Usd({ row, idle = false }: { readonly row: ProvisionedConcurrency; readonly idle?: boolean }) {
  if (row.money === null || row.money.state === "unknown") {
    return <UnknownDot reason={row.money?.reason ?? "Money is not shown to you."} />;
  }
  const usd = idle ? row.money.idleUsdPerMonth : row.money.usdPerMonth;
  return usd === null ? <UnknownDot reason={unread} /> : formatUsd(usd);
}

/** At list price: busy above the break-even it is cheaper than on demand; below it, that is what short starts cost. */
function Pays({ row: { usedShare, breakEvenShare } }: { readonly row: ProvisionedConcurrency }) {
  if (breakEvenShare === null) return <UnknownDot reason="Not all prices of this Region are known." />;
  if (usedShare === null) return <UnknownDot reason={unread} />;
  return usedShare >= breakEvenShare
    ? `yes: above ${formatPercent(breakEvenShare)}`
    : `no: below ${formatPercent(breakEvenShare)}`;
}

function Scaling({ row: { scaling, scalingUnknown } }: { readonly row: ProvisionedConcurrency }) {
  if (scaling === null) return scalingUnknown === null ? "by hand" : <UnknownDot reason={scalingUnknown} />;
  const bounds = `${scaling.least ?? "?"} to ${scaling.most ?? "?"}`;
  const rules = [...scaling.schedules, ...scaling.policies];
  const none = scalingUnknown === null ? ", no schedule or policy" : `; by what is not known: ${scalingUnknown}`;
  return (
    <span title={rules.join("\n")}>
      {bounds}
      {rules.length === 0 ? none : `; ${rules.join("; ")}`}
    </span>
  );
}
