import type { Unit } from "#lib/client/format.ts";

export interface ValueAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** Round steps of a decade, of powers of two, and of clock times. */
const decimal = [1, 2, 2.5, 5, 10];
const clockMs = [1, 2, 5, 10, 15, 20, 30].flatMap((n) => [n * 60_000, n * 3_600_000]).sort((a, b) => a - b);

/**
 * A value axis of at most five steps that begins at zero (below it only where values are), ends at a round figure of
 * the unit above everything drawn, and has a height even if all is zero. Counts have whole ticks.
 */
export function valueAxis(values: Iterable<number | null>, unit: Unit): ValueAxis {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value > high) high = value;
    if (value < low) low = value;
  }
  if (low === 0 && high === 0) high = unit === "ratio" ? 0.01 : unit === "count" ? 4 : 1;
  const step = roundStep((high - low) / 4, unit);
  const first = Math.floor(low / step);
  const last = Math.ceil(Number((high / step).toPrecision(12)));
  const ticks = Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
  return { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks };
}

function roundStep(least: number, unit: Unit): number {
  if (unit === "bytes" && least >= 1024) {
    const scale = 1024 ** Math.floor(Math.log(least) / Math.log(1024));
    return scale * 2 ** Math.ceil(Math.log2(least / scale));
  }
  if (unit === "mb" && least >= 16) return 2 ** Math.ceil(Math.log2(least));
  if (unit === "ms" && least > 30_000) {
    const day = 86_400_000;
    return clockMs.find((step) => step >= least) ?? Math.ceil(least / (day / 2)) * (day / 2);
  }
  const decade = 10 ** Math.floor(Math.log10(least));
  const step = (decimal.find((size) => size * decade >= least * (1 - 1e-9)) ?? 10) * decade;
  return unit === "count" ? Math.max(1, Math.ceil(step)) : step;
}
