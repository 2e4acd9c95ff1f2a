"use client";

import { type ColumnDef, getCoreRowModel, type Table, useReactTable } from "@tanstack/react-table";
import { useMemo } from "react";
import { useStoredState } from "#lib/client/use-stored-state.ts";
import { columnOrder, isShown, parsePreferences, type TablePreferences } from "./table-preferences.ts";
import type { DataColumn, DataTableProps } from "./types.ts";

interface Columns<Row> {
  readonly table: Table<Row>;
  readonly preferences: TablePreferences;
  readonly setPreferences: (preferences: TablePreferences) => void;
  /** The columns that show, in order, pinned ones first. */
  readonly visible: readonly DataColumn<Row>[];
}

const noRows: never[] = [];

/** TanStack Table over our columns: order, visibility, pinning and widths. Rows come from the windows, not from it. */
export function useColumns<Row>({ id, columns }: Pick<DataTableProps<Row>, "id" | "columns">): Columns<Row> {
  const [preferences, setPreferences] = useStoredState(`lamplight:table:${id}`, parsePreferences);
  const definitions = useMemo<ColumnDef<Row>[]>(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        size: column.width ?? 140,
        minSize: 64,
        maxSize: 800,
      })),
    [columns],
  );
  const first = columns[0]?.id;
  const table = useReactTable<Row>({
    data: noRows,
    columns: definitions,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
    manualPagination: true,
    columnResizeMode: "onChange",
    state: {
      columnOrder: columnOrder(columns, preferences),
      columnVisibility: Object.fromEntries(
        columns.map((column) => [column.id, isShown(column, column.id === first, preferences)]),
      ),
      columnPinning: { left: first ? [first, ...preferences.pinned.filter((pinned) => pinned !== first)] : [] },
    },
  });
  const declared = new Map(columns.map((column) => [column.id, column]));
  const visible = table.getVisibleLeafColumns().flatMap(({ id: columnId }) => declared.get(columnId) ?? []);
  return { table, preferences, setPreferences, visible };
}
