"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { Measure } from "#components/ui/measure.tsx";
import { formatExact, formatPercent } from "#lib/client/format.ts";
import type { CostGroup } from "#lib/domain/views/cost.ts";

const unknown = "No use was read, or the Region’s price is not known.";

const figures: readonly DataColumn<CostGroup>[] = [
  {
    id: "cost",
    header: "Cost",
    unit: "list price",
    align: "end",
    width: 110,
    cell: (row) => <Measure value={row.costUsd} unit="usd" unknown={unknown} />,
  },
  {
    id: "requests",
    header: "Requests",
    align: "end",
    width: 110,
    cell: (row) => <Measure value={row.requestsUsd} unit="usd" unknown={unknown} />,
  },
  {
    id: "duration",
    header: "Duration",
    align: "end",
    width: 110,
    cell: (row) => <Measure value={row.durationUsd} unit="usd" unknown={unknown} />,
  },
  { id: "init", header: "INIT share", align: "end", width: 110, cell: (row) => <InitShare row={row} /> },
  {
    id: "invocations",
    header: "Invocations",
    align: "end",
    width: 120,
    cell: (row) => <Measure value={row.invocations} unit="count" unknown="Metrics have not been read." />,
  },
  {
    id: "perMillion",
    header: "Per 1,000,000",
    unit: "invocations",
    align: "end",
    width: 120,
    cell: (row) => <PerMillion row={row} />,
  },
  { id: "functions", header: "Functions", align: "end", width: 100, cell: (row) => formatExact(row.functions) },
  {
    id: "unpriced",
    header: "Not known",
    unit: "functions",
    align: "end",
    width: 100,
    cell: (row) => formatExact(row.unpricedFunctions + row.unreadFunctions),
  },
];

/** The groups with their figures, the dearest first. */
export function GroupsTable({ groups, label }: { readonly groups: readonly CostGroup[]; readonly label: string }) {
  const name: DataColumn<CostGroup> = { id: "group", header: label, width: 240, cell: (row) => row.label };
  return (
    <DataTable<CostGroup>
      id="cost-groups"
      label={`Cost by ${label}`}
      columns={[name, ...figures]}
      query={label}
      initial={{ rows: groups, total: groups.length }}
      rowId={(row) => row.value}
      rowLabel={(row) => row.label}
      empty="No functions in this scope."
      scroll={groups.length > 40 ? "box" : "page"}
    />
  );
}

function InitShare({ row }: { readonly row: CostGroup }) {
  if (row.initUsd === null || !row.costUsd)
    return <Measure value={null} unit="ratio" unknown={row.costUsd === 0 ? null : "No report or no price is known."} />;
  return <>{formatPercent(row.initUsd / row.costUsd)}</>;
}

function PerMillion({ row }: { readonly row: CostGroup }) {
  const priced = (row.invocations ?? 0) - row.unpricedInvocations;
  if (row.costUsd === null) return <Measure value={null} unit="usd" unknown={unknown} />;
  return <Measure value={priced > 0 ? (row.costUsd / priced) * 1e6 : null} unit="usd" none="Nothing ran" />;
}
