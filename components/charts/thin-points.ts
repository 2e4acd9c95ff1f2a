/** One value at a place; null is a gap. Any type that carries more may be thinned. */
export interface Thinnable {
  readonly t: number;
  readonly v: number | null;
}

/**
 * The points worth drawing where `columns` columns are all there is: of each column the first, the last, the lowest
 * and the highest, and of each gap one null. Every point is one of those given; no extreme and no gap is lost. `points`
 * ascend. What already fits is handed back as it is.
 */
export function thinPoints<P extends Thinnable>(points: readonly P[], columns: number): readonly P[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length <= columns * 2) return points;
  const width = (last.t - first.t) / columns || 1;
  const kept: P[] = [];
  let start = 0;
  for (let end = 1; end <= points.length; end += 1) {
    const before = points[end - 1];
    const next = points[end];
    if (before && next && isSameRun(before, next, first.t, width)) continue;
    keepExtremes(points, start, end, kept);
    start = end;
  }
  return kept;
}

function isSameRun(a: Thinnable, b: Thinnable, from: number, width: number): boolean {
  // A gap is one run however wide it is; values are told apart by column.
  if (a.v === null || b.v === null) return a.v === b.v;
  return Math.floor((a.t - from) / width) === Math.floor((b.t - from) / width);
}

/** Of one run: its first, last, lowest and highest, in order. */
function keepExtremes<P extends Thinnable>(points: readonly P[], start: number, end: number, kept: P[]): void {
  const head = points[start];
  if (!head) return;
  if (head.v === null) {
    kept.push(head);
    return;
  }
  let low = start;
  let high = start;
  for (let k = start + 1; k < end; k += 1) {
    const value = points[k]?.v ?? 0;
    if (value < (points[low]?.v ?? 0)) low = k;
    if (value > (points[high]?.v ?? 0)) high = k;
  }
  for (const k of [...new Set([start, low, high, end - 1])].sort((a, b) => a - b)) {
    const point = points[k];
    if (point) kept.push(point);
  }
}
