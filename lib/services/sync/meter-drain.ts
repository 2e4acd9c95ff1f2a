import type { Meter, MeterRow } from "#lib/aws/meter.ts";

const counts = ["calls", "retries", "throttles", "failures", "metricsRequested", "bytesScanned"] as const;

/** What a meter has counted since it was last taken from. */
export function createMeterDrain(meter: Meter): { take(): MeterRow[] } {
  let taken = new Map<string, MeterRow>();
  return {
    take() {
      const rows = meter.rows();
      const fresh = rows
        .map((row) => sinceRow(row, taken.get(keyOf(row))))
        .filter((row) => counts.some((count) => row[count] > 0));
      taken = new Map(rows.map((row) => [keyOf(row), row]));
      return fresh;
    },
  };
}

function sinceRow(row: MeterRow, before: MeterRow | undefined): MeterRow {
  if (before === undefined) return row;
  const difference = Object.fromEntries(counts.map((count) => [count, row[count] - before[count]]));
  const costUsd = row.costUsd === null ? null : row.costUsd - (before.costUsd ?? 0);
  return { ...row, ...difference, costUsd };
}

const keyOf = (row: MeterRow): string => `${row.service} ${row.operation}`;
