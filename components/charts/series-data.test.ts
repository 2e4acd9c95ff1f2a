import { describe, expect, it } from "vitest";
import {
  alignSeries,
  foldOther,
  nearestIndex,
  seriesColor,
  shiftOnto,
  splitTail,
  stackColumns,
} from "./series-data.ts";
import type { ChartSeries } from "./types.ts";

const hour = (n: number) => new Date(Date.UTC(2026, 10, 1, n)).toISOString();
const series = (id: string, values: readonly (number | null)[]): ChartSeries => ({
  id,
  label: id,
  points: values.map((v, n) => ({ t: hour(n), v })),
});

describe("series", () => {
  it("leaves a gap where a series has no value", () => {
    const { times, columns } = alignSeries([series("a", [1, null, 3]), series("b", [4])]);
    expect(times).toEqual([0, 1, 2].map((n) => Date.parse(hour(n))));
    expect(columns).toEqual([
      [1, null, 3],
      [4, null, null],
    ]);
  });

  it("puts in the steps that an even row leaves out, so that no line runs across them", () => {
    const points = [0, 1, 4].map((n) => ({ t: hour(n), v: n }));
    expect(alignSeries([{ points }]).columns).toEqual([[0, 1, null, null, 4]]);
  });

  it("leaves an uneven row as it is", () => {
    const points = [0, 10, 25].map((minute) => ({ t: new Date(minute * 60_000).toISOString(), v: 1 }));
    expect(alignSeries([{ points }]).times).toHaveLength(3);
  });

  it("hands the unfinished end to the tail, joined at the last complete value", () => {
    const { times, columns } = alignSeries([series("a", [1, 2, 3])]);
    expect(splitTail(times, columns[0] ?? [], hour(2))).toEqual({ complete: [1, 2, null], tail: [null, 2, 3] });
    expect(splitTail(times, columns[0] ?? [], null).tail).toBeNull();
  });

  it("moves a previous period onto this axis", () => {
    const { times } = alignSeries([series("a", [1, 2, 3])]);
    const before = [
      { t: new Date(Date.parse(hour(0)) - 86_400_000).toISOString(), v: 7 },
      { t: new Date(Date.parse(hour(2)) - 86_400_000).toISOString(), v: 9 },
    ];
    expect(shiftOnto(times, before, 86_400_000)).toEqual([7, null, 9]);
  });

  it("stacks what is known and keeps unknown unknown", () => {
    expect(
      stackColumns([
        [1, null, 3],
        [4, 5, null],
      ]),
    ).toEqual([
      { low: [0, null, 0], high: [1, null, 3] },
      { low: [1, 0, null], high: [5, 5, null] },
    ]);
  });

  it("adds the smallest up as other and keeps unknown unknown", () => {
    const many = Array.from({ length: 10 }, (_, n) => series(`s${n}`, [10 - n, null]));
    const folded = foldOther(many);
    expect(folded.map(({ id }) => id)).toEqual(["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "other"]);
    expect(folded.at(-1)?.points.map(({ v }) => v)).toEqual([3, null]);
    expect(seriesColor(series("other", []), 8)).toBe("var(--color-series-other)");
  });

  it.each([
    [-5, 0],
    [14, 1],
    [16, 2],
    [99, 2],
  ])("finds what is nearest to %d", (t, index) => expect(nearestIndex([0, 10, 20], t)).toBe(index));
});
