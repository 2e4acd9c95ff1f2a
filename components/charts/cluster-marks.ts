import type { ChartMark } from "./types.ts";

/** Marks that stand so near that they are one flag. */
export interface MarkCluster {
  /** Pixels from the left. */
  readonly x: number;
  /** In order of time. */
  readonly marks: readonly ChartMark[];
}

/** Puts marks that would cover each other, nearer than `distance` pixels to the first of them, under one flag. */
export function clusterMarks(
  marks: readonly ChartMark[],
  xOf: (t: number) => number | null,
  distance: number,
): MarkCluster[] {
  const clusters: { readonly x: number; readonly marks: ChartMark[] }[] = [];
  for (const mark of marks.toSorted((a, b) => Date.parse(a.t) - Date.parse(b.t))) {
    const x = xOf(Date.parse(mark.t));
    if (x === null) continue;
    const near = clusters.at(-1);
    if (near && x - near.x < distance) near.marks.push(mark);
    else clusters.push({ x, marks: [mark] });
  }
  return clusters;
}
