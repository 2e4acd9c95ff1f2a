"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { UnknownDot } from "#components/ui/fact-value.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatExact, formatPercent, formatShare } from "#lib/client/format.ts";
import type { Starvation } from "#lib/domain/concurrency/starvation.ts";
import type { StarvedHour } from "#lib/domain/views/concurrency.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

const columns: readonly DataColumn<StarvedHour>[] = [
  { id: "name", header: "Function", width: 240, cell: (row) => row.name },
  { id: "at", header: "Hour", width: 210, cell: (row) => <Instant at={row.at} /> },
  { id: "throttles", header: "Throttles", align: "end", width: 100, cell: (row) => formatExact(row.throttles) },
  {
    id: "rate",
    header: "Rate",
    unit: "of what was asked",
    align: "end",
    width: 150,
    cell: (row) =>
      row.invocations === null ? (
        <UnknownDot reason="Invocations have not been read." />
      ) : (
        formatShare(row.throttles, row.throttles + row.invocations)
      ),
  },
  { id: "why", header: "What limited it", width: 520, cell: (row) => <Why starvation={row.starvation} /> },
];

/** The hours in which most was throttled, each with what limited it. */
export function StarvedTable({ starved }: { readonly starved: readonly StarvedHour[] }) {
  return (
    <DataTable<StarvedHour>
      id="concurrency-starved"
      label="Hours with most throttles, and who held the concurrency"
      columns={columns}
      query="starved"
      initial={{ rows: starved, total: starved.length }}
      rowId={(row) => `${row.arn} ${row.at}`}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      empty={null}
      scroll="page"
    />
  );
}

function Why({ starvation }: { readonly starvation: Starvation }) {
  switch (starvation.cause) {
    case "switchedOff":
      return <>its reservation of 0 turns everything away</>;
    case "ownReservation":
      return (
        <>
          its own reservation: {formatExact(starvation.running)} of {formatExact(starvation.reserved)} ran
        </>
      );
    case "scalingRate":
      return (
        <>
          a rate: of new environments, or of requests
          {starvation.claimedShare === null
            ? ""
            : `: ${formatPercent(starvation.claimedShare)} of the limit was claimed`}
        </>
      );
    case "accountLimit":
      return (
        <>
          the account's limit, held by{" "}
          {starvation.takers.map(({ name, arn, share, reserved }, index) => (
            <span key={arn}>
              {index === 0 ? "" : ", "}
              <TextLink href={functionHref(arn)}>{name}</TextLink> ({formatPercent(share)}
              {reserved ? " reserved" : ""})
            </span>
          ))}
        </>
      );
    case "unknown":
      return (
        <span className="flex items-center gap-2">
          <UnknownDot reason={starvation.reason} />
          <span className="text-muted">{starvation.reason}</span>
        </span>
      );
  }
}
