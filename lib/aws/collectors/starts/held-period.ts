import type { StartRow } from "./parse-row.ts";

/** Rows of an answer on their way to where they are added up. */
export interface HeldPeriod {
  add(row: StartRow): void;
  /** The answer was whole: the last period's rows count too. */
  release(): void;
  /** When the last period begins, whose rows were not handed on; null where no row came. */
  lastPeriod(): Date | null;
}

/**
 * Hands rows on but for those of the last period, which may be cut short: answers come in the order of periods. So of
 * 100,000 rows only one period's are held at a time.
 */
export function createHeldPeriod(onRow: (row: StartRow) => void): HeldPeriod {
  let rows: StartRow[] = [];
  let last: Date | null = null;
  const release = (): void => {
    for (const row of rows) onRow(row);
    rows = [];
  };
  return {
    add(row) {
      const from = row.at.getTime();
      if (last !== null && from < last.getTime()) return onRow(row);
      if (last !== null && from > last.getTime()) release();
      last = row.at;
      rows.push(row);
    },
    release,
    lastPeriod: () => last,
  };
}
