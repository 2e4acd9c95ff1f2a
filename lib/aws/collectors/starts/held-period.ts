/** As much of a row as decides where it belongs. */
export interface PeriodRow {
  readonly logGroupName: string;
  readonly at: Date;
  readonly lines: number;
}

/** Rows of an answer on their way to where they are added up. */
export interface HeldPeriod<R extends PeriodRow> {
  add(row: R): void;
  /** The answer was whole: the last period's rows count too. */
  release(): void;
  /** When the last period begins, whose rows were not handed on; null where no row came. */
  lastPeriod(): Date | null;
}

/**
 * Hands rows on but for those of the last period, which may be cut short: answers come in the order of periods. So of
 * 100,000 rows only one period's are held at a time.
 */
export function createHeldPeriod<R extends PeriodRow>(onRow: (row: R) => void): HeldPeriod<R> {
  let rows: R[] = [];
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
