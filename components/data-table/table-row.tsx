import type { Table } from "@tanstack/react-table";
import type { MouseEvent } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ScopedLink } from "#components/ui/scoped-link.tsx";
import { cn } from "#lib/client/class-names.ts";
import { CHECKBOX_WIDTH, cellPlace } from "./cell-place.ts";
import type { DataColumn, DataTableProps } from "./types.ts";

interface TableRowProps<Row> extends Pick<DataTableProps<Row>, "rowHref" | "rowLabel" | "rowTone"> {
  readonly table: Table<Row>;
  readonly visible: readonly DataColumn<Row>[];
  readonly row: Row;
  readonly index: number;
  readonly height: number;
  readonly active: boolean;
  /** Null: the table has no checkboxes. */
  readonly selected: boolean | null;
  readonly onToggle: () => void;
  /** A click on the row outside its links and controls. */
  readonly onPress: (event: MouseEvent, newTab: boolean) => void;
}

const tones = {
  critical: "bg-critical",
  high: "bg-high",
  medium: "bg-medium",
  low: "bg-low",
  good: "bg-good",
  info: "bg-info",
  neutral: "bg-line-strong",
  outline: "bg-line-strong",
};

/** One row. Its first cell is a real link; the rest of the row leads to the same place. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { table, visible, row, index, height, active, selected, onToggle, onPress, rowHref, rowLabel, rowTone } = props;
  const tone = rowTone?.(row);
  function press(event: MouseEvent) {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("a, button, input, label, [role=checkbox]")) return;
    if (event.button === 1 || event.metaKey || event.ctrlKey) onPress(event, true);
    else if (event.button === 0 && window.getSelection()?.isCollapsed !== false) onPress(event, false);
  }
  return (
    <tr
      data-index={index}
      tabIndex={active ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={selected ?? undefined}
      style={{ height }}
      onClick={press}
      onAuxClick={press}
      className={cn(
        "group/row bg-surface outline-none hover:bg-hover [&>td]:border-b [&>td]:border-line",
        rowHref && "cursor-pointer",
        (active || selected) && "bg-accent-soft hover:bg-accent-soft",
        active && "shadow-[inset_2px_0_0_var(--color-accent)]",
      )}
    >
      {selected === null ? null : (
        <td className="z-10 bg-inherit px-2.5 sm:sticky sm:left-0" style={{ width: CHECKBOX_WIDTH }}>
          <Checkbox label={`Select ${rowLabel(row)}`} checked={selected} onChange={onToggle} />
        </td>
      )}
      {visible.map((column, position) => {
        const place = cellPlace(table.getColumn(column.id), column.align, selected === null ? 0 : CHECKBOX_WIDTH);
        return (
          <td key={column.id} style={place.style} className={cn("px-2.5 text-sm", place.className)}>
            <div className="flex items-center gap-2">
              {position === 0 && tone ? (
                <span aria-hidden className={cn("h-4 w-0.5 shrink-0 rounded-full", tones[tone])} />
              ) : null}
              <div className="one-line min-w-0 flex-1">
                {position === 0 && rowHref ? (
                  <ScopedLink
                    href={rowHref(row)}
                    className="rounded-sm font-medium text-ink group-hover/row:text-accent hover:underline"
                  >
                    {column.cell(row)}
                  </ScopedLink>
                ) : (
                  column.cell(row)
                )}
              </div>
            </div>
          </td>
        );
      })}
      <td />
    </tr>
  );
}

/** A row whose window is under way: as high as the others, so that nothing moves when it arrives. */
export function PendingRow({ height, span }: { readonly height: number; readonly span: number }) {
  return (
    <tr style={{ height }} className="[&>td]:border-b [&>td]:border-line">
      <td colSpan={span} className="px-2.5">
        <div className="appear-late h-3 w-2/3 rounded-sm bg-pressed" />
      </td>
    </tr>
  );
}
