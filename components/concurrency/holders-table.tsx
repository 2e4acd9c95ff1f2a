"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Measure } from "#components/ui/measure.tsx";
import { formatPercent } from "#lib/client/format.ts";
import type { ConcurrencyHolder } from "#lib/domain/views/concurrency.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

const unread = "No concurrency metric was read for the period.";

const columns: readonly DataColumn<ConcurrencyHolder>[] = [
  { id: "name", header: "Function", width: 280, cell: (row) => row.name },
  {
    id: "reserved",
    header: "Reserved",
    align: "end",
    width: 100,
    cell: (row) => <Measure value={row.reserved} unit="count" none="No reservation" />,
  },
  {
    id: "max",
    header: "Running",
    unit: "most at once",
    align: "end",
    width: 160,
    cell: (row) => <Measure value={row.maxConcurrency} unit="count" unknown={unread} />,
  },
  {
    id: "idle",
    header: "Idle",
    unit: "of the reservation",
    align: "end",
    width: 164,
    cell: (row) => <Idle row={row} />,
  },
  {
    id: "provisioned",
    header: "Provisioned",
    align: "end",
    width: 110,
    cell: (row) => <Measure value={row.provisioned} unit="count" none="None provisioned" />,
  },
  {
    id: "spillover",
    header: "Spillover",
    unit: "invocations",
    align: "end",
    width: 150,
    cell: (row) => <Spillover row={row} />,
  },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

/** Functions that hold concurrency for themselves. */
export function HoldersTable({ holders }: { readonly holders: readonly ConcurrencyHolder[] }) {
  if (holders.length === 0) return null;
  return (
    <DataTable<ConcurrencyHolder>
      id="concurrency-holders"
      label="Functions with reserved or provisioned concurrency"
      columns={columns}
      query="holders"
      initial={{ rows: holders, total: holders.length }}
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      empty={null}
    />
  );
}

function Idle({ row }: { readonly row: ConcurrencyHolder }) {
  if (row.reserved === 0) return <span title="A reservation of 0 switches the function off">switched off</span>;
  if (row.reserved === null) return <Measure value={null} unit="count" none="No reservation" />;
  return <Measure value={row.idle} unit="count" unknown={unread} />;
}

function Spillover({ row }: { readonly row: ConcurrencyHolder }) {
  const { provisioned, spillover, provisionedInvocations } = row;
  if (provisioned === null && spillover === null) return <Measure value={null} unit="count" none="None provisioned" />;
  const all = (spillover ?? 0) + (provisionedInvocations ?? 0);
  return (
    <>
      <Measure value={spillover} unit="count" unknown="No spillover metric was read." />
      {spillover !== null && all > 0 ? (
        <span className="ml-1 text-xs text-faint">{formatPercent(spillover / all)}</span>
      ) : null}
    </>
  );
}
