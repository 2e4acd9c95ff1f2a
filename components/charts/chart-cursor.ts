import { useSyncExternalStore } from "react";

/** The place that is looked at, and which chart of the page it is looked at on. */
export interface ChartCursor {
  readonly chart: string;
  /** Which of that chart's places. */
  readonly index: number;
  /** The moment in epoch milliseconds, which every chart over time shows too; null for a place that is no moment. */
  readonly t: number | null;
}

let current: ChartCursor | null = null;
const listeners = new Set<() => void>();

/** Moves the cursor of all charts of the page; null takes it away. */
export function setChartCursor(cursor: ChartCursor | null): void {
  if (cursor?.t === current?.t && cursor?.chart === current?.chart && cursor?.index === current?.index) return;
  current = cursor;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The shared cursor; whoever reads it is drawn again when it moves, so keep that small. */
export function useChartCursor(): ChartCursor | null {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
}
