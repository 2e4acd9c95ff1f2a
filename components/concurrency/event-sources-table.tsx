"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Measure } from "#components/ui/measure.tsx";
import type { MappingVerdict } from "#lib/domain/concurrency/event-source-concurrency.ts";
import type { EventSource } from "#lib/domain/views/concurrency.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

const verdicts: Readonly<Record<MappingVerdict, { readonly label: string; readonly tone: BadgeTone }>> = {
  switchedOff: { label: "turned away", tone: "critical" },
  overReservation: { label: "over the reservation", tone: "medium" },
  unbounded: { label: "without a bound", tone: "low" },
  unknown: { label: "not known", tone: "outline" },
  bounded: { label: "bounded", tone: "good" },
  disabled: { label: "off", tone: "neutral" },
};

const columns: readonly DataColumn<EventSource>[] = [
  { id: "name", header: "Function", width: 220, cell: (row) => row.name },
  { id: "source", header: "Event source", width: 220, cell: (row) => sourceName(row) },
  {
    id: "verdict",
    header: "Beside the reservation",
    width: 170,
    cell: ({ verdict }) => <Badge tone={verdicts[verdict].tone}>{verdicts[verdict].label}</Badge>,
  },
  {
    id: "most",
    header: "At most",
    unit: "at once",
    align: "end",
    width: 130,
    cell: (row) => <Measure value={row.most} unit="count" unknown={row.because} />,
  },
  { id: "because", header: "By", width: 260, cell: (row) => row.because },
  {
    id: "reserved",
    header: "Reserved",
    align: "end",
    width: 90,
    cell: (row) => <Measure value={row.reserved} unit="count" none="No reservation" />,
  },
  { id: "meaning", header: "What it means", width: 480, cell: (row) => row.meaning },
];

/** Event sources by what they may run at once. */
export function EventSourcesTable({ eventSources }: { readonly eventSources: readonly EventSource[] }) {
  return (
    <DataTable<EventSource>
      id="concurrency-sources"
      label="Event sources by what they may run at once"
      columns={columns}
      query="sources"
      initial={{ rows: eventSources, total: eventSources.length }}
      rowId={(row) => row.uuid}
      rowHref={(row) => `${functionHref(row.arn)}?tab=triggers`}
      rowLabel={(row) => `${row.name}, ${sourceName(row)}`}
      empty={null}
      scroll={eventSources.length > 20 ? "box" : "page"}
    />
  );
}

function sourceName({ service, eventSourceArn }: EventSource): string {
  const name = eventSourceArn === null ? "self-managed" : eventSourceArn.split(":").slice(5).join(":");
  return `${service} ${name}`;
}
