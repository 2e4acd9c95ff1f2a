"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Measure } from "#components/ui/measure.tsx";
import type { WaitingFunction } from "#lib/domain/views/concurrency.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { dayText } from "./runway-text.ts";

const columns: readonly DataColumn<WaitingFunction>[] = [
  { id: "name", header: "Function", width: 260, cell: (row) => row.name },
  {
    id: "asyncDropped",
    header: "Async dropped",
    unit: "events",
    align: "end",
    width: 160,
    help: "Asynchronous events that Lambda gave up on: too old, or retried in vain.",
    cell: (row) => <Measure value={row.asyncDropped} unit="count" none="No drop was reported" />,
  },
  {
    id: "asyncAge",
    header: "Async age",
    unit: "oldest",
    align: "end",
    width: 120,
    help: "The longest that an asynchronous event waited before its function ran.",
    cell: (row) => <Measure value={row.asyncAgeMaxMs} unit="ms" none="No age of an asynchronous event was reported" />,
  },
  {
    id: "iteratorAge",
    header: "Iterator age",
    unit: "oldest",
    align: "end",
    width: 150,
    help: "How old the last record of a stream's batch was when it was read.",
    cell: (row) => (
      <Measure
        value={row.iteratorAgeMaxMs}
        unit="ms"
        none="No iterator age was reported: it reads no stream, or nothing came"
      />
    ),
  },
  {
    id: "recursive",
    header: "Recursive dropped",
    unit: "invocations",
    align: "end",
    width: 220,
    help: "Invocations that Lambda stopped as part of a loop between services.",
    cell: (row) => <Measure value={row.recursiveDropped} unit="count" none="No loop was seen" />,
  },
  {
    id: "on",
    header: "Last dropped",
    width: 140,
    cell: (row) => (row.droppedOn === null ? "–" : dayText(row.droppedOn)),
  },
];

/** Functions whose events waited or were dropped. */
export function WaitingTable({ waiting }: { readonly waiting: readonly WaitingFunction[] }) {
  return (
    <DataTable<WaitingFunction>
      id="concurrency-waiting"
      label="Functions whose events waited or were dropped"
      columns={columns}
      query="waiting"
      initial={{ rows: waiting, total: waiting.length }}
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      empty={null}
      scroll={waiting.length > 20 ? "box" : "page"}
    />
  );
}
