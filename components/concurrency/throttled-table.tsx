"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Instant } from "#components/ui/instant.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { formatExact, formatShare } from "#lib/client/format.ts";
import type { ConcurrencyPlace, ConcurrencyView, ThrottledFunction } from "#lib/domain/views/concurrency.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

const columns = (unit: string): readonly DataColumn<ThrottledFunction>[] => [
  { id: "name", header: "Function", width: 260, cell: (row) => row.name },
  { id: "throttles", header: "Throttles", align: "end", width: 110, cell: (row) => formatExact(row.throttles) },
  {
    id: "rate",
    header: "Rate",
    unit: "of what was asked",
    align: "end",
    width: 160,
    cell: (row) => <Rate row={row} />,
  },
  {
    id: "moments",
    header: unit === "hour" ? "Hours" : "Days",
    align: "end",
    width: 80,
    cell: (row) => formatExact(row.moments),
  },
  { id: "worst", header: `Worst ${unit}`, width: 210, cell: (row) => <Instant at={row.worstAt} /> },
  { id: "worstCount", header: "Throttles then", align: "end", width: 120, cell: (row) => formatExact(row.worst) },
  { id: "last", header: "Last", width: 210, cell: (row) => <Instant at={row.lastAt} /> },
  {
    id: "reserved",
    header: "Reserved",
    align: "end",
    width: 100,
    cell: (row) => <Measure value={row.reserved} unit="count" none="No reservation" />,
  },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

interface ThrottledTableProps {
  readonly throttled: readonly ThrottledFunction[];
  readonly granularity: ConcurrencyView["granularity"];
  readonly places: readonly ConcurrencyPlace[];
}

/** Functions that were throttled and when. */
export function ThrottledTable({ throttled, granularity, places }: ThrottledTableProps) {
  if (throttled.length === 0) return <NoThrottles places={places} />;
  return (
    <DataTable<ThrottledFunction>
      id="concurrency-throttled"
      label="Throttled functions"
      columns={columns(granularity)}
      query={granularity}
      initial={{ rows: throttled, total: throttled.length }}
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      empty={null}
    />
  );
}

/** None is good news only where throttles were read. */
function NoThrottles({ places }: { readonly places: readonly ConcurrencyPlace[] }) {
  const read = places.filter(({ throttles }) => throttles !== null).length;
  return (
    <p className="rounded-lg border border-line bg-surface p-4 text-sm text-muted">
      {read === 0
        ? "Throttles have not been read yet."
        : `No function was throttled in ${formatExact(read)} of ${formatExact(places.length)} account-Regions whose throttles were read.`}
    </p>
  );
}

function Rate({ row }: { readonly row: ThrottledFunction }) {
  if (row.invocations === null) return <Measure value={null} unit="ratio" unknown="Invocations have not been read." />;
  return <>{formatShare(row.throttles, row.throttles + row.invocations)}</>;
}
