import { formatExact } from "#lib/client/format.ts";
import type { SyncCell, SyncPlace, SyncReason, SyncSourceView } from "#lib/domain/views/sync.ts";
import { TaskMark, taskLooks } from "./task-look.tsx";

interface PlaceRowProps {
  readonly place: SyncPlace;
  readonly sources: readonly SyncSourceView[];
  readonly reasons: readonly SyncReason[];
}

/** One account-Region: a mark for each source, a blank where the source does not apply. */
export function PlaceRow({ place, sources, reasons }: PlaceRowProps) {
  const cells = new Map(place.cells.map((cell) => [cell.source, cell]));
  return (
    <tr>
      <th scope="row" className="pr-4 text-left font-normal whitespace-nowrap">
        {place.region || "all Regions"}
      </th>
      {sources.map(({ source, title }) => {
        const cell = cells.get(source);
        return (
          <td key={source} className="px-1 py-0.5 text-center">
            {cell ? (
              <span title={cellWords(title, cell, reasons)}>
                <TaskMark status={cell.status} />
              </span>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
}

function cellWords(title: string, cell: SyncCell, reasons: readonly SyncReason[]): string {
  const reason = cell.reason === null ? undefined : reasons[cell.reason];
  const progress =
    cell.total === null || cell.total === 0 ? "" : `, ${formatExact(cell.done)} of ${formatExact(cell.total)}`;
  const attempts = cell.attempts > 1 ? `, attempt ${cell.attempts}` : "";
  return `${title}: ${taskLooks[cell.status].label}${progress}${attempts}${reason ? `. ${reason.reason}` : ""}`;
}
