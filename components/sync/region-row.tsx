import type { KeyboardEvent } from "react";
import { cn } from "#lib/client/class-names.ts";
import type { SyncPlace, SyncReason, SyncSourceView } from "#lib/domain/views/sync.ts";
import { CellAge } from "./cell-age.tsx";
import { CellDetail } from "./cell-detail.tsx";
import { TaskMark, taskLooks } from "./task-look.tsx";

/** Text under a row stays in sight when the matrix is wider than the screen. */
export const besideMatrix = "sticky left-5 w-fit max-w-[min(44rem,calc(100vw-5.5rem))]";

interface RegionRowProps {
  readonly place: SyncPlace;
  readonly sources: readonly SyncSourceView[];
  readonly reasons: readonly SyncReason[];
  /** When the page read it, in ms. */
  readonly readAt: number;
  /** The cell that Tab reaches: one per account, the arrow keys lead to the others. */
  readonly entry: string | null;
  /** The cell whose details are open. */
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

/** One Region: a mark and the age of what is known for each source; a cell opens its details under the row. */
export function RegionRow({ place, sources, reasons, readAt, entry, chosen, onChoose, onKeyDown }: RegionRowProps) {
  const cells = new Map(place.cells.map((cell) => [cell.source, cell]));
  const name = place.region || "all Regions";
  const open = sources.find(({ source }) => chosen === `${place.region} ${source}`);
  const opened = open && cells.get(open.source);
  return (
    <>
      <tr data-region={place.region}>
        <th scope="row" className="sticky left-0 z-10 bg-surface pr-3 pl-5 text-left font-normal whitespace-nowrap">
          {name}
        </th>
        {sources.map(({ source, title }) => {
          const cell = cells.get(source);
          const key = `${place.region} ${source}`;
          return (
            <td key={source} className="px-0.5 py-px text-center">
              {cell ? (
                <button
                  type="button"
                  data-cell
                  tabIndex={key === entry ? 0 : -1}
                  aria-expanded={key === chosen}
                  aria-label={`${title} in ${name}: ${taskLooks[cell.status].label}`}
                  className={cn(
                    "inline-grid w-10 justify-items-center rounded-sm py-0.5 hover:bg-hover",
                    key === chosen && "bg-pressed",
                  )}
                  onClick={() => onChoose(key)}
                  onKeyDown={onKeyDown}
                >
                  <TaskMark status={cell.status} />
                  <CellAge observedAt={cell.observedAt} readAt={readAt} />
                </button>
              ) : null}
            </td>
          );
        })}
      </tr>
      {open && opened ? (
        <tr>
          <td colSpan={sources.length + 1} className="pb-2 pl-5">
            <div className={besideMatrix}>
              <CellDetail
                title={`${open.title} in ${name}`}
                task={opened}
                readAt={readAt}
                reason={opened.reason === null ? null : (reasons[opened.reason] ?? null)}
              />
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}
