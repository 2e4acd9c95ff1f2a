"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import type { OutsideView } from "#lib/domain/views/network.ts";

type Row = OutsideView["functions"][number];

const columns: readonly DataColumn<Row>[] = [
  { id: "name", header: "Function", width: 320, cell: (row) => row.name },
  { id: "account", header: "Account", width: 160, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 140, cell: (row) => row.region },
];

/** Functions that stand in no VPC, where the organisation wants them in one. */
export function OutsideList({ outside }: { readonly outside: OutsideView }) {
  const { count, functions } = outside;
  return (
    <div className="mt-4">
      <h3 className="mb-2 text-base font-semibold">
        Outside a VPC: {formatNoun(count, "function")}
        {functions.length < count ? ` (the first ${formatExact(functions.length)})` : ""}
      </h3>
      <OutsideTable functions={functions} />
    </div>
  );
}

function OutsideTable({ functions }: { readonly functions: readonly Row[] }) {
  return (
    <DataTable<Row>
      id="network-outside"
      label="Functions outside a VPC"
      columns={columns}
      query="outside"
      initial={{ rows: functions, total: functions.length }}
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      rowTone={() => "medium"}
      empty={<p className="text-sm text-muted">Every function of this scope stands in a VPC.</p>}
    />
  );
}
