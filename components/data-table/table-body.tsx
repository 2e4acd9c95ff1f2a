import { Failed } from "#components/states/failed.tsx";
import { PendingRow, TableRow } from "./table-row.tsx";
import type { DataTableProps } from "./types.ts";
import type { DataGrid } from "./use-data-table.ts";

interface TableBodyProps<Row> extends Pick<DataTableProps<Row>, "rowHref" | "rowLabel" | "rowTone" | "rowId"> {
  readonly grid: DataGrid<Row>;
}

/** The rows in view; the rest is two empty rows of the right height above and below. */
export function TableBody<Row>({ grid, rowHref, rowLabel, rowTone, rowId }: TableBodyProps<Row>) {
  const { columns, selection, windows, virtual, rowHeight } = grid;
  const span = columns.visible.length + (selection.enabled ? 2 : 1);
  const first = virtual.items[0];
  const last = virtual.items.at(-1);
  return (
    <tbody>
      {windows.error ? (
        <tr>
          <td colSpan={span} className="p-3">
            <Failed title="Some rows could not be read" error={windows.error} onRetry={windows.retry} />
          </td>
        </tr>
      ) : null}
      {first && first.start > 0 ? <tr style={{ height: first.start }} /> : null}
      {virtual.items.map(({ index }) => {
        const row = windows.rowAt(index);
        if (row === undefined) return <PendingRow key={index} height={rowHeight} span={span} />;
        return (
          <TableRow
            key={rowId(row)}
            {...(rowHref ? { rowHref } : {})}
            {...(rowTone ? { rowTone } : {})}
            rowLabel={rowLabel}
            table={columns.table}
            visible={columns.visible}
            row={row}
            index={index}
            height={rowHeight}
            active={grid.active === index}
            selected={selection.enabled ? selection.has(row) : null}
            onToggle={() => selection.toggle(row)}
            onPress={(_event, newTab) => grid.press(index, newTab)}
          />
        );
      })}
      {last && virtual.size > last.end ? <tr style={{ height: virtual.size - last.end }} /> : null}
    </tbody>
  );
}
