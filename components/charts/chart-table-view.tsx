import { cn } from "#lib/client/class-names.ts";
import { formatExact } from "#lib/client/format.ts";
import type { ChartTable } from "./types.ts";

/** A chart as a table: for screen readers, for exact figures. */
export function ChartTableView({
  title,
  table,
  height = 320,
}: {
  readonly title: string;
  readonly table: ChartTable;
  readonly height?: number;
}) {
  return (
    <section
      aria-label={`${title}, as a table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-auto rounded-md border border-line"
      style={{ maxHeight: height }}
    >
      <table className="w-full border-separate border-spacing-0 text-xs">
        <thead className="sticky top-0 bg-sunken">
          <tr>
            {table.header.map((name, column) => (
              <th
                key={name}
                scope="col"
                className={cn(
                  "border-b border-line px-2 py-1.5 font-medium text-muted",
                  column === 0 ? "text-left" : "text-right",
                )}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour that a zone has twice has two rows of one name.
            <tr key={index}>
              {row.map((value, column) => (
                <td
                  key={table.header[column]}
                  className={cn(
                    "tabular border-b border-line px-2 py-1",
                    column === 0 ? "text-left whitespace-nowrap" : "text-right",
                  )}
                >
                  {value === null ? (
                    <span className="text-faint">not known</span>
                  ) : typeof value === "number" ? (
                    formatExact(value)
                  ) : (
                    value
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
