"use client";

import { useQueries } from "@tanstack/react-query";
import { queryKeys } from "#lib/client/query-keys.ts";
import { WINDOW_SIZE } from "#lib/client/table-params.ts";
import type { DataTableProps, RowWindow } from "./types.ts";

interface Windows<Row> {
  /** The row at an index of the whole list; undefined while its window is under way. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly loaded: readonly Row[];
  readonly total: number;
  readonly error: Error | null;
  readonly retry: () => void;
}

/**
 * Holds the windows of 100 rows around what is visible. The first comes with the page; others are fetched when they
 * scroll into view and stay cached, so that scrolling back is instant.
 */
export function useWindows<Row>(
  props: Pick<DataTableProps<Row>, "id" | "query" | "initial" | "fetchWindow">,
  first: number,
  last: number,
): Windows<Row> {
  const { id, query, initial, fetchWindow } = props;
  const numbers = fetchWindow ? windowNumbers(first, last, initial) : [];
  const results = useQueries({
    queries: numbers.map((number) => ({
      queryKey: [...queryKeys.window(id, query), number],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchWindow ? fetchWindow(number * WINDOW_SIZE, WINDOW_SIZE, signal) : Promise.resolve(initial),
    })),
  });
  const windows = new Map<number, RowWindow<Row>>();
  for (const [position, number] of numbers.entries()) {
    const data = results[position]?.data;
    if (data) windows.set(number, data);
  }
  const failed = results.filter((result) => result.isError);
  return {
    rowAt: (index) =>
      index < initial.rows.length
        ? initial.rows[index]
        : windows.get(Math.floor(index / WINDOW_SIZE))?.rows[index % WINDOW_SIZE],
    loaded: [...initial.rows, ...[...windows.values()].flatMap((window) => window.rows)],
    total: initial.total,
    error: failed[0]?.error ?? null,
    retry: () => {
      for (const result of failed) void result.refetch();
    },
  };
}

/** The windows that overlap the indexes and are not covered by the first answer. */
function windowNumbers(first: number, last: number, initial: RowWindow<unknown>): number[] {
  const numbers: number[] = [];
  const end = Math.min(last, initial.total - 1);
  for (let number = Math.floor(Math.max(0, first) / WINDOW_SIZE); number * WINDOW_SIZE <= end; number += 1) {
    if (Math.min((number + 1) * WINDOW_SIZE, initial.total) > initial.rows.length) numbers.push(number);
  }
  return numbers;
}
