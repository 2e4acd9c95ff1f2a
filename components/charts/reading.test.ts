import { describe, expect, it } from "vitest";
import { toCsv } from "#lib/client/csv.ts";
import { clusterMarks } from "./cluster-marks.ts";
import { readSeries } from "./read-series.ts";
import { alignSeries } from "./series-data.ts";
import { spokenReading } from "./spoken-reading.ts";
import { momentNotes, momentTitle } from "./time-reading.ts";
import { chosenRange, timeShares } from "./time-span.ts";
import { exactTimeTable } from "./time-table.ts";

const hourMs = 3_600_000;
const at = (n: number) => new Date(Date.UTC(2026, 10, 20, n)).toISOString();
const series = [
  { id: "a", label: "Small", points: [1, null].map((v, n) => ({ t: at(n), v })) },
  { id: "b", label: "Large", points: [1_234_567.891, 0].map((v, n) => ({ t: at(n), v })) },
];
const input = {
  series,
  grid: alignSeries(series),
  unit: "count" as const,
  hidden: new Set<string>(),
  before: null,
  shiftMs: 0,
  marks: [{ t: at(1), label: "Deployed", href: "/changes" }],
  unknown: [{ from: at(0), to: at(1), reason: "Access denied." }],
  incompleteFrom: at(1),
  title: (t: number) => momentTitle(t, "Europe/Berlin", false),
  shortTitle: (t: number) => new Date(t).toISOString(),
  endOf: (index: number) => Date.parse(at(index + 1)),
};

describe("what a chart says of a moment", () => {
  it("is all series, the largest first and the unknown last, in the zone shown", () => {
    const reading = readSeries(input, 1);
    expect(reading.title).toBe("20 Nov 2026, 02:00:00 CET");
    expect(reading.values.map(({ label, text }) => `${label} ${text}`)).toEqual(["Large 0", "Small not known"]);
    expect(reading.notes).toEqual([
      { text: "Not over yet: figures still grow." },
      { text: "Deployed", href: "/changes" },
    ]);
  });

  it("tells why nothing is known", () => {
    expect(momentNotes({ ...input, t: Date.parse(at(0)), end: Date.parse(at(1)) })).toEqual([
      { text: "Not known: Access denied." },
    ]);
  });

  it("names the previous period by its own date", () => {
    const before = [
      [7, null],
      [8, null],
    ];
    const texts = readSeries({ ...input, before, shiftMs: 24 * hourMs }, 0).values.map(
      (value) => `${value.label} ${value.text}`,
    );
    expect(texts).toContain("Small, 2026-11-19T00:00:00.000Z 7");
  });

  it("is read aloud, with the stretch that is being chosen", () => {
    const read = (index: number) => readSeries(input, index);
    expect(spokenReading(read, 1, [0, 1])).toBe(
      "Selected 20 Nov 2026, 01:00:00 CET to 20 Nov 2026, 02:00:00 CET, 2 steps. 20 Nov 2026, 02:00:00 CET: Large 0; Small not known; Not over yet: figures still grow.; Deployed.",
    );
  });

  it("is a UTC day where buckets are UTC days, whatever the zone", () => {
    expect(momentTitle(Date.parse("2026-11-20T00:00:00Z"), "America/New_York", true)).toBe("20 Nov 2026 (UTC day)");
  });
});

it("a file has every digit, ISO instants in UTC, units in its head, and no formula", () => {
  const { times, columns } = input.grid;
  const { header, rows } = exactTimeTable(times, [
    { label: '=HYPERLINK("x")', unit: "ms", values: columns[0] ?? [] },
    { label: "Large", unit: "usd", values: columns[1] ?? [] },
  ]);
  expect(toCsv(header, rows)).toBe(
    `"Time (UTC, ISO 8601)","'=HYPERLINK(""x"") (ms)",Large (USD)\r\n${at(0)},1,1234567.891\r\n${at(1)},,0\r\n`,
  );
});

describe("a choice of buckets", () => {
  const times = [0, 1, 2].map((n) => Date.parse(at(n)));
  it("reaches to the end of the last one", () => {
    expect(chosenRange(times, 0, 1, Date.parse(at(9)))).toEqual({ from: new Date(at(0)), to: new Date(at(2)) });
  });
  it("is a whole bucket where there is but one", () => {
    const one = chosenRange([Date.parse(at(0))], 0, 0, Date.parse(at(99)), 24 * hourMs);
    expect(one).toEqual({ from: new Date(at(0)), to: new Date(at(24)) });
  });
  it("does not reach beyond now, in whole minutes", () => {
    expect(chosenRange(times, 1, 2, Date.parse(at(2)) + 1_234_567).to.toISOString()).toBe("2026-11-20T02:20:00.000Z");
  });
  it("stands where its moments stand", () => {
    expect(timeShares(times)).toEqual([0, 0.5, 1]);
    expect(timeShares([5])).toEqual([0.5]);
  });
});

it("marks that would cover each other are one flag", () => {
  const marks = [5, 0, 1, 30].map((n) => ({ t: new Date(n).toISOString(), label: `m${n}` }));
  const clusters = clusterMarks(marks, (t) => (t > 20 ? null : t), 4);
  expect(clusters.map(({ x, marks: own }) => [x, own.map(({ label }) => label)])).toEqual([
    [0, ["m0", "m1"]],
    [5, ["m5"]],
  ]);
});
