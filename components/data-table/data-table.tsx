"use client";

import { cn } from "#lib/client/class-names.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { SplitPanel } from "./split-panel.tsx";
import { TableBody } from "./table-body.tsx";
import { TableHead } from "./table-head.tsx";
import { TableToolbar } from "./table-toolbar.tsx";
import type { DataTableProps } from "./types.ts";
import { useDataTable } from "./use-data-table.ts";

/**
 * The table of the console: sorted and filtered on the server, in the URL; fetched in windows; virtualised; walked by
 * keyboard; columns, order, pinning and density as the person likes them.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const grid = useDataTable(props);
  const { columns, selection, windows, pending } = grid;
  const scroll = props.scroll ?? "box";
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <TableToolbar
        toolbar={props.toolbar}
        total={windows.total}
        exports={props.exports}
        columns={props.columns}
        visible={columns.visible}
        preferences={columns.preferences}
        onPreferences={columns.setPreferences}
      />
      <div data-grid className="flex min-w-0 items-stretch gap-3">
        <section
          ref={grid.container}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
          aria-label={props.label}
          aria-busy={pending}
          className={cn(
            "relative min-w-0 flex-1 overflow-auto rounded-lg border border-line bg-surface transition-opacity print:max-h-none print:overflow-visible",
            scroll === "box" && "max-h-[max(20rem,calc(100dvh-13rem))]",
            pending && "opacity-60",
          )}
        >
          <table
            aria-rowcount={windows.total + 1}
            className="w-full table-fixed border-separate border-spacing-0"
            style={{ minWidth: columns.table.getTotalSize() }}
          >
            <colgroup>
              {selection.enabled ? <col style={{ width: 36 }} /> : null}
              {columns.visible.map((column) => (
                <col key={column.id} style={{ width: columns.table.getColumn(column.id)?.getSize() }} />
              ))}
              <col />
            </colgroup>
            <TableHead
              table={columns.table}
              visible={columns.visible}
              sort={grid.sort}
              onSort={grid.setSort}
              allSelected={selection.all}
              onSelectAll={selection.toggleAll}
            />
            <TableBody {...props} grid={grid} />
          </table>
          {windows.total === 0 ? <div className="p-6">{props.empty}</div> : null}
        </section>
        {props.panel ? (
          <SplitPanel
            ref={grid.panel}
            row={grid.activeRow}
            href={props.rowHref}
            label={props.rowLabel}
            render={props.panel}
            onClose={() => grid.setActive(null)}
          />
        ) : null}
      </div>
      {props.bulkActions && selection.ids.length > 0 ? (
        <BulkBar
          count={selection.ids.length}
          onClear={selection.clear}
          actions={props.bulkActions({ ids: selection.ids, rows: selection.rows, clear: selection.clear })}
        />
      ) : null}
    </div>
  );
}
