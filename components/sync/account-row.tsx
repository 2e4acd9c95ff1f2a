"use client";

import { ChevronRight } from "lucide-react";
import { memo, useId, useState } from "react";
import { cn } from "#lib/client/class-names.ts";
import { formatExact } from "#lib/client/format.ts";
import type { SyncAccountCell, SyncAccountRow, SyncSourceView } from "#lib/domain/views/sync.ts";
import { AccountRegions } from "./account-regions.tsx";
import { TaskMark, taskLooks } from "./task-look.tsx";

interface AccountRowProps {
  readonly account: SyncAccountRow;
  readonly sources: readonly SyncSourceView[];
  readonly syncId: string;
  readonly running: boolean;
  readonly defaultOpen: boolean;
}

/** One account: the worst status of each source over its Regions, and the Regions when it is open. */
export const AccountRow = memo(function AccountRow({
  account,
  sources,
  syncId,
  running,
  defaultOpen,
}: AccountRowProps) {
  const [open, setOpen] = useState(defaultOpen);
  const regions = useId();
  const { accountId, name } = account;
  const cells = new Map(account.cells.map((cell) => [cell.source, cell]));
  return (
    <>
      <tbody className="border-t border-line">
        <tr>
          <th scope="row" className="sticky left-0 z-10 bg-surface py-1 pr-3 text-left font-normal">
            <button
              type="button"
              aria-expanded={open}
              aria-controls={open ? regions : undefined}
              className="flex w-36 items-center sm:w-72 gap-1 rounded-sm text-left hover:text-accent"
              onClick={() => setOpen(!open)}
            >
              <ChevronRight
                aria-hidden
                className={cn("size-3.5 shrink-0 text-faint transition-transform", open && "rotate-90")}
              />
              <span className="min-w-0">
                <span className="one-line block font-medium" title={name}>
                  {name}
                </span>
                {accountId && name !== accountId ? (
                  <span className="tabular block text-xs text-faint">{accountId}</span>
                ) : null}
              </span>
            </button>
          </th>
          {sources.map(({ source, title }) => {
            const cell = cells.get(source);
            return (
              <td key={source} className="px-0.5 py-1 text-center align-top">
                {cell ? <WorstOf title={title} cell={cell} /> : null}
              </td>
            );
          })}
        </tr>
      </tbody>
      {open ? (
        <tbody id={regions}>
          <AccountRegions syncId={syncId} accountId={accountId} sources={sources} running={running} />
        </tbody>
      ) : null}
    </>
  );
});

function WorstOf({
  title,
  cell: { status, count, tasks },
}: {
  readonly title: string;
  readonly cell: SyncAccountCell;
}) {
  // What was skipped needed no reading: beside what succeeded it is nothing to say.
  const some = count < tasks && status !== "succeeded";
  const words = some
    ? `${title}: ${taskLooks[status].label} in ${formatExact(count)} of ${formatExact(tasks)}`
    : `${title}: ${taskLooks[status].label}`;
  return (
    <span title={words} className="inline-grid w-10 justify-items-center">
      <TaskMark status={status} />
      <span aria-hidden className="tabular h-4 text-[0.6875rem] leading-4 text-faint">
        {some ? `${formatExact(count)}/${formatExact(tasks)}` : ""}
      </span>
      {some ? (
        <span className="sr-only">
          in {formatExact(count)} of {formatExact(tasks)}
        </span>
      ) : null}
    </span>
  );
}
