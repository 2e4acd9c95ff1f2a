"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { SyncSourceView } from "#lib/domain/views/sync.ts";
import { AccountReasons } from "./account-reasons.tsx";
import { besideMatrix, RegionRow } from "./region-row.tsx";
import { syncQueries } from "./sync-queries.ts";

interface AccountRegionsProps {
  readonly syncId: string;
  readonly accountId: string;
  readonly sources: readonly SyncSourceView[];
  readonly running: boolean;
}

/** The Regions of an open account, then why something was not read there. Cells are walked with the arrow keys. */
export function AccountRegions({ syncId, accountId, sources, running }: AccountRegionsProps) {
  const { data, error, refetch, dataUpdatedAt } = useQuery(syncQueries.account(syncId, accountId, running));
  const [chosen, setChosen] = useState<string | null>(null);
  const columns = sources.length + 1;
  if (error && !data) {
    return (
      <tr>
        <td colSpan={columns} className="py-2 pl-5 text-muted">
          The Regions could not be read: {error.message} <Button onClick={() => void refetch()}>Try again</Button>
        </td>
      </tr>
    );
  }
  if (!data) {
    return (
      <tr>
        <td colSpan={columns} className="py-2 pl-5">
          <Skeleton className="h-8 w-full" />
        </td>
      </tr>
    );
  }
  const first = data.places[0];
  const entry = chosen ?? (first?.cells[0] ? `${first.region} ${first.cells[0].source}` : null);
  return (
    <>
      {data.places.map((place) => (
        <RegionRow
          key={place.region}
          place={place}
          sources={sources}
          reasons={data.reasons}
          readAt={dataUpdatedAt}
          entry={entry}
          chosen={chosen}
          onChoose={(key) => setChosen(key === chosen ? null : key)}
          onKeyDown={walkCells}
        />
      ))}
      <tr>
        <td colSpan={columns} className="pb-2 pl-5">
          <div className={besideMatrix}>
            <AccountReasons detail={data} sources={sources} />
          </div>
        </td>
      </tr>
    </>
  );
}

/** Moves the focus to the next cell in the direction of an arrow key; cells that do not apply are jumped over. */
function walkCells(event: KeyboardEvent<HTMLButtonElement>): void {
  const cell = event.currentTarget.closest("td");
  const row = cell?.parentElement;
  if (!(cell instanceof HTMLTableCellElement) || !row) return;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const sideways = event.key === "ArrowRight" || event.key === "ArrowLeft";
  const own = sideways
    ? [...row.querySelectorAll<HTMLButtonElement>("button[data-cell]")]
    : [...(row.parentElement?.querySelectorAll<HTMLTableRowElement>("tr[data-region]") ?? [])].flatMap((other) => {
        const button = other.cells[cell.cellIndex]?.querySelector<HTMLButtonElement>("button[data-cell]");
        return button ? [button] : [];
      });
  own[own.indexOf(event.currentTarget) + step]?.focus();
}
