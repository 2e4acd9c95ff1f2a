"use client";

import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { useRouter, useSearchParams } from "next/navigation";
import { useQueryState } from "nuqs";
import { type RefObject, useCallback, useRef } from "react";
import { usePageTransition } from "#lib/client/page-transition.tsx";
import { withScope } from "#lib/client/scope.ts";
import { parseAsSort, type Sort } from "#lib/client/table-params.ts";
import type { DataTableProps } from "./types.ts";
import { useColumns } from "./use-columns.ts";
import { useGridKeyboard } from "./use-grid-keyboard.ts";
import { type Selection, useSelection } from "./use-selection.ts";
import { useWindows } from "./use-windows.ts";

/** Everything the parts of a table share. */
export interface DataGrid<Row> {
  readonly container: RefObject<HTMLElement | null>;
  /** Of the essentials beside the table. */
  readonly panel: RefObject<HTMLElement | null>;
  readonly columns: ReturnType<typeof useColumns<Row>>;
  readonly windows: ReturnType<typeof useWindows<Row>>;
  readonly selection: Selection<Row>;
  readonly virtual: { readonly items: readonly VirtualItem[]; readonly size: number };
  readonly rowHeight: number;
  readonly sort: Sort | null;
  readonly setSort: (sort: Sort) => void;
  readonly pending: boolean;
  readonly active: number | null;
  readonly setActive: (index: number | null) => void;
  readonly activeRow: Row | undefined;
  /** A click on a row: opens it, or shows its essentials where there is a panel. */
  readonly press: (index: number, newTab: boolean) => void;
}

const HEAD_HEIGHT = 36;

/** Rows that are rendered above and below what is in view. */
const overscan = 12;
/** What counts as in view before the first measure, on the server too: with the overscan it fills a desktop's screen. */
const firstHeight = 300;

/** The state of one table: columns, windows, selection, what is in view, what is active. */
export function useDataTable<Row>(props: DataTableProps<Row>): DataGrid<Row> {
  const { initial, query, rowId, rowHref, panel, bulkActions } = props;
  const router = useRouter();
  const current = useSearchParams();
  const container = useRef<HTMLElement | null>(null);
  const panelElement = useRef<HTMLElement | null>(null);
  const { pending, startTransition } = usePageTransition();
  const [sort, setSort] = useQueryState(
    "sort",
    parseAsSort.withOptions({ history: "push", shallow: false, startTransition }),
  );
  const columns = useColumns<Row>(props);
  const rowHeight = columns.preferences.density === "compact" ? 34 : 44;
  const whole = props.scroll === "page";
  const virtualizer = useVirtualizer({
    count: initial.total,
    getScrollElement: () => container.current,
    estimateSize: () => rowHeight,
    overscan: whole ? initial.total : overscan,
    initialRect: { width: 1024, height: firstHeight },
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const windows = useWindows<Row>(props, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const selection = useSelection<Row>(bulkActions !== undefined, query, windows.loaded, rowId);

  function open(index: number, newTab: boolean) {
    const row = windows.rowAt(index);
    if (row === undefined || !rowHref) return;
    const href = withScope(rowHref(row), current);
    if (newTab) window.open(href, "_blank", "noopener");
    else router.push(href);
  }
  const scrollTo = useCallback((index: number) => virtualizer.scrollToIndex(index, { align: "auto" }), [virtualizer]);
  const [active, setActive] = useGridKeyboard({
    container,
    panel: panelElement,
    total: initial.total,
    scrollTo,
    onOpen: (index) => open(index, false),
    onToggle: (index) => {
      const row = windows.rowAt(index);
      if (row !== undefined && selection.enabled) selection.toggle(row);
    },
  });

  return {
    container,
    panel: panelElement,
    columns,
    windows,
    selection,
    virtual: { items, size: virtualizer.getTotalSize() },
    rowHeight,
    sort: sort ?? props.defaultSort ?? null,
    setSort: (next) => void setSort(next),
    pending,
    active,
    setActive,
    activeRow: active === null ? undefined : windows.rowAt(active),
    press: (index, newTab) => (panel && !newTab ? setActive(index) : open(index, newTab)),
  };
}
