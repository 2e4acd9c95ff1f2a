/**
 * The path of a sparkline in a box of `width` × `height`: zero at the bottom, `max` at the top, nulls as gaps.
 * A value that stands alone between gaps becomes a short dash, so that it is seen.
 */
export function sparklinePath(values: readonly (number | null)[], max: number, width: number, height: number): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const scale = max > 0 ? height / max : 0;
  let path = "";
  let open = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      open = false;
      continue;
    }
    const x = round(index * step);
    const y = round(height - Math.min(value, max) * scale);
    const alone = !open && (values[index + 1] ?? null) === null;
    path += open ? `L${x} ${y}` : `M${x} ${y}`;
    if (alone) path += `h${Math.max(1, round(step / 2))}`;
    open = true;
  }
  return path;
}

/** The largest value of all series of a column: sparklines that stand together share a scale. */
export function sharedMax(series: Iterable<readonly (number | null)[]>): number {
  let max = 0;
  for (const values of series) {
    for (const value of values) if (value !== null && value > max) max = value;
  }
  return max;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
