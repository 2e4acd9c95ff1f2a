"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { FactValue } from "#components/ui/fact-value.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { Measure } from "#components/ui/measure.tsx";
import type { ConcurrencyPlace, ConcurrencyView } from "#lib/domain/views/concurrency.ts";
import { Meter } from "./meter.tsx";
import { runwayCell, runwaySentence } from "./runway-text.ts";

const noMetric = "No concurrency metric was read for the period.";

const columns: readonly DataColumn<ConcurrencyPlace>[] = [
  { id: "place", header: "Account and Region", width: 260, cell: (row) => `${row.accountName}, ${row.region}` },
  {
    id: "share",
    header: "Claimed",
    unit: "of the limit",
    width: 190,
    cell: (row) => <Meter share={row.share} reason={reasonOf(row)} />,
  },
  { id: "claimed", header: "Claimed", align: "end", width: 100, cell: (row) => <Claimed row={row} /> },
  {
    id: "limit",
    header: "Limit",
    align: "end",
    width: 100,
    cell: (row) => <Measure value={row.limit} unit="count" unknown="The account's limits have not been read." />,
  },
  {
    id: "headroom",
    header: "Headroom",
    align: "end",
    width: 110,
    cell: (row) => <Measure value={row.headroom} unit="count" unknown={reasonOf(row)} />,
  },
  {
    id: "runway",
    header: "Runs out",
    unit: "by trend",
    width: 170,
    help: "The day on which all of the limit is claimed, if the last 90 days go on.",
    cell: (row) => <span title={runwaySentence(row.runway)}>{runwayCell(row.runway)}</span>,
  },
  {
    id: "peakAt",
    header: "When",
    width: 210,
    cell: (row) => <FactValue none={noMetric}>{row.peakAt ? <Instant at={row.peakAt} /> : null}</FactValue>,
  },
  {
    id: "concurrent",
    header: "Running",
    unit: "most at once",
    align: "end",
    width: 160,
    cell: (row) => <Measure value={row.concurrent} unit="count" unknown={noMetric} />,
  },
  {
    id: "reserved",
    header: "Reserved",
    align: "end",
    width: 100,
    cell: (row) => <Held row={row} value={row.reserved} />,
  },
  {
    id: "provisioned",
    header: "Provisioned",
    align: "end",
    width: 110,
    cell: (row) => <Held row={row} value={row.provisioned} />,
  },
  {
    id: "throttles",
    header: "Throttles",
    align: "end",
    width: 100,
    cell: (row) => <Measure value={row.throttles} unit="count" unknown="Throttles have not been read." />,
  },
  {
    id: "functions",
    header: "Functions",
    align: "end",
    width: 100,
    cell: (row) => <Measure value={row.functions} unit="count" />,
  },
];

interface PlacesTableProps {
  readonly places: readonly ConcurrencyPlace[];
  readonly chosen: string;
  readonly granularity: ConcurrencyView["granularity"];
}

/** Every account-Region with its headroom; the chosen one is marked. */
export function PlacesTable({ places, chosen, granularity }: PlacesTableProps) {
  return (
    <DataTable<ConcurrencyPlace>
      id="concurrency"
      label={`Account-Regions by claimed concurrency, by ${granularity}`}
      columns={columns}
      query="places"
      initial={{ rows: places, total: places.length }}
      rowId={(row) => row.place}
      rowHref={(row) => `/concurrency?place=${encodeURIComponent(row.place)}`}
      rowLabel={(row) => `${row.accountName}, ${row.region}`}
      rowTone={(row) => (row.place === chosen ? "info" : undefined)}
      empty={null}
      scroll={places.length > 20 ? "box" : "page"}
    />
  );
}

function reasonOf({ limit, claimed, unknownReservations }: ConcurrencyPlace): string {
  if (limit === null) return "The account's limits have not been read.";
  if (claimed === null && unknownReservations > 0)
    return "Some reservations have not been read, so their sum is not known.";
  return noMetric;
}

function Claimed({ row }: { readonly row: ConcurrencyPlace }) {
  return (
    <span title={row.basis === "derived" ? "From its parts: AWS sent no ClaimedAccountConcurrency" : undefined}>
      <Measure value={row.claimed} unit="count" unknown={reasonOf(row)} />
    </span>
  );
}

/** What functions hold; "at least" where some could not be read. */
function Held({ row, value }: { readonly row: ConcurrencyPlace; readonly value: number }) {
  if (row.unknownReservations === 0) return <Measure value={value} unit="count" />;
  if (row.unknownReservations === row.functions)
    return <Measure value={null} unit="count" unknown="The functions' details have not been read yet." />;
  return (
    <span title={`Without ${row.unknownReservations} functions whose details have not been read`}>
      ≥ <Measure value={value} unit="count" />
    </span>
  );
}
