"use client";

import { useState } from "react";

export interface Selection<Row> {
  readonly enabled: boolean;
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
  /** Whether all loaded rows are selected; null where the table has no checkboxes. */
  readonly all: boolean | "some" | null;
  readonly has: (row: Row) => boolean;
  readonly toggle: (row: Row) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

/** The rows a person has ticked. They stay ticked while one scrolls, until the query changes. */
export function useSelection<Row>(
  enabled: boolean,
  query: string,
  loaded: readonly Row[],
  rowId: (row: Row) => string,
): Selection<Row> {
  const [state, setState] = useState<{ query: string; picked: ReadonlyMap<string, Row> }>({ query, picked: new Map() });
  const picked = state.query === query ? state.picked : new Map<string, Row>();
  const set = (next: ReadonlyMap<string, Row>) => setState({ query, picked: next });
  const all = loaded.length > 0 && loaded.every((row) => picked.has(rowId(row)));
  return {
    enabled,
    ids: [...picked.keys()],
    rows: [...picked.values()],
    all: enabled ? all || (picked.size > 0 ? "some" : false) : null,
    has: (row) => picked.has(rowId(row)),
    toggle: (row) => {
      const next = new Map(picked);
      if (!next.delete(rowId(row))) next.set(rowId(row), row);
      set(next);
    },
    toggleAll: () => set(all ? new Map() : new Map(loaded.map((row) => [rowId(row), row]))),
    clear: () => set(new Map()),
  };
}
