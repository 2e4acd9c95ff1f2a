import { describe, expect, it } from "vitest";
import { foldOther, joinSeries, seriesColor, seriesTable, timeTicks } from "./series-data.ts";
import type { ChartSeries } from "./types.ts";

const hour = (n: number) => new Date(Date.UTC(2026, 10, 1, n)).toISOString();
const series = (id: string, values: readonly (number | null)[]): ChartSeries => ({
  id,
  label: id,
  points: values.map((v, n) => ({ t: hour(n), v })),
});

describe("series", () => {
  it("leaves a gap where a series has no value", () => {
    const rows = joinSeries([series("a", [1, null, 3]), series("b", [4])]);
    expect(rows.map(({ values }) => values)).toEqual([
      { a: 1, b: 4 },
      { a: null, b: null },
      { a: 3, b: null },
    ]);
  });

  it("hands the unfinished end to the tail, joined at the last complete value", () => {
    const rows = joinSeries([series("a", [1, 2, 3])], hour(2));
    expect(rows.map(({ values }) => values.a)).toEqual([1, 2, null]);
    expect(rows.map(({ tails }) => tails.a)).toEqual([null, 2, 3]);
  });

  it("adds the smallest up as other and keeps unknown unknown", () => {
    const many = Array.from({ length: 10 }, (_, n) => series(`s${n}`, [10 - n, null]));
    const folded = foldOther(many);
    expect(folded.map(({ id }) => id)).toEqual(["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "other"]);
    expect(folded.at(-1)?.points.map(({ v }) => v)).toEqual([3, null]);
    expect(seriesColor(series("other", []), 8)).toBe("var(--color-series-other)");
  });

  it("becomes a table with a row per moment", () => {
    expect(seriesTable([series("a", [1]), series("b", [null])], "Time", String)).toEqual({
      header: ["Time", "a", "b"],
      rows: [[String(Date.parse(hour(0))), 1, null]],
    });
  });

  it("puts ticks at round times of the zone", () => {
    const from = Date.UTC(2026, 10, 1, 3, 20);
    const ticks = timeTicks(from, from + 86_400_000, 8, 3_600_000);
    expect(ticks.length).toBeLessThanOrEqual(9);
    for (const tick of ticks) expect((tick + 3_600_000) % (3 * 3_600_000)).toBe(0);
  });
});
