import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimeWindow } from "./source.ts";
import { type ScannedGroup, settlingMs, unreadWindows } from "./start-windows.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = new Date("2026-11-20T10:30:00Z");
const at = (text: string) => new Date(`2026-11-${text}:00Z`);

function group(
  logGroupName: string,
  scanned: readonly TimeWindow[] = [],
  retentionDays: number | null = null,
): ScannedGroup {
  return { logGroupName, scanned, retentionDays };
}

function shown(groups: readonly ScannedGroup[], hourDays = 4): string[] {
  const short = (moment: Date) => moment.toISOString().slice(8, 13);
  return unreadWindows(groups, { now, hourDays }).map(
    ({ granularity, from, to, logGroupNames }) =>
      `${granularity} ${short(from)} ${short(to)} ${logGroupNames.join("+")}`,
  );
}

describe("windows that were never scanned", () => {
  it("first: today by the hour until it has settled, and each day before it, newest first", () => {
    expect(shown([group("a"), group("b")])).toEqual([
      "hour 20T00 20T10 a+b",
      "day 19T00 20T00 a+b",
      "day 18T00 19T00 a+b",
      "day 17T00 18T00 a+b",
    ]);
  });

  it("leaves out a day of which retention has taken the morning", () => {
    expect(shown([group("short", [], 2)])).toEqual(["hour 20T00 20T10 short", "day 19T00 20T00 short"]);
  });

  it.each([
    ["2026-11-20T00:20:00Z", ["hour 19T00 20T00", "day 18T00 19T00"]],
    ["2026-11-20T06:10:00Z", ["hour 20T00 20T05", "hour 19T00 20T00", "day 18T00 19T00"]],
    ["2026-11-20T06:20:00Z", ["hour 20T00 20T06", "day 19T00 20T00", "day 18T00 19T00"]],
  ])("has some hours to show, however young the day is: %s", (early, expected) => {
    const windows = unreadWindows([group("a")], { now: new Date(early), hourDays: 3 });
    const short = (moment: Date) => moment.toISOString().slice(8, 13);
    expect(windows.map(({ granularity, from, to }) => `${granularity} ${short(from)} ${short(to)}`)).toEqual(expected);
  });

  it("tells history, which a tight budget puts off, from what came after connection", () => {
    const kinds = (scanned: readonly TimeWindow[]) =>
      unreadWindows([group("a", scanned)], { now, hourDays: 3 }).map(({ isHistory }) => isHistory);
    expect(kinds([])).toEqual([false, true, true]);
    expect(kinds([{ from: at("18T00:00"), to: at("18T05:00") }])).toEqual([false, false, false]);
  });

  it.each<[string, TimeWindow[], string[]]>([
    ["the hour that has settled since", [{ from: at("17T00:00"), to: at("20T09:00") }], ["hour 20T09 20T10 a"]],
    ["nothing within the hour", [{ from: at("17T00:00"), to: at("20T10:00") }], []],
    [
      "hours after connection by the hour, a day at a time, newest first",
      [{ from: at("17T00:00"), to: at("18T05:00") }],
      ["hour 20T00 20T10 a", "hour 19T00 20T00 a", "hour 18T05 19T00 a"],
    ],
    [
      "days that were put off by the day, and the hours since",
      [{ from: at("19T00:00"), to: at("20T08:00") }],
      ["hour 20T08 20T10 a", "day 18T00 19T00 a", "day 17T00 18T00 a"],
    ],
    [
      "a hole in the middle",
      [
        { from: at("17T00:00"), to: at("18T05:00") },
        { from: at("18T07:00"), to: at("20T10:00") },
      ],
      ["hour 18T05 18T07 a"],
    ],
  ])("afterwards %s", (_title, scanned, expected) => {
    expect(shown([group("a", scanned)])).toEqual(expected);
  });

  it("shares a query between groups that miss the same", () => {
    const scanned = [{ from: at("17T00:00"), to: at("20T09:00") }];
    expect(shown([group("a", scanned), group("b", scanned), group("new")], 1)).toEqual([
      "hour 20T09 20T10 a+b",
      "hour 20T00 20T10 new",
    ]);
  });

  it("scan each settled hour of kept days exactly once, whenever they are asked for and however far each time gets", () => {
    const turns = fc.array(
      fc.record({
        gapMinutes: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 90, max: 4_000 })),
        carried: fc.nat(20),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(turns, (all) => {
        const scans: TimeWindow[] = [];
        let moment = now.getTime();
        for (const { gapMinutes, carried } of [...all, { gapMinutes: 1, carried: 1_000 }]) {
          moment += gapMinutes * 60_000;
          const windows = unreadWindows([group("a", merged(scans))], { now: new Date(moment), hourDays: 5 });
          for (const { from, to } of windows) {
            expect(to.getTime()).toBeLessThanOrEqual(moment - settlingMs);
            expect(scans.filter((scan) => scan.from < to && scan.to > from)).toEqual([]);
          }
          scans.push(...windows.slice(0, carried));
        }
        const settled = Math.floor((moment - settlingMs) / hourMs) * hourMs;
        const oldest = Math.floor(moment / dayMs) * dayMs - 4 * dayMs;
        const covered = merged(scans).reduce(
          (sum, { from, to }) => sum + Math.max(0, Math.min(to.getTime(), settled) - Math.max(from.getTime(), oldest)),
          0,
        );
        expect(covered).toBe(settled - oldest);
      }),
    );
  });
});

/** As the store keeps them: in order, joined where they touch. */
function merged(scans: readonly TimeWindow[]): TimeWindow[] {
  const joined: TimeWindow[] = [];
  for (const { from, to } of scans.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    const last = joined.at(-1);
    if (last && last.to >= from) joined[joined.length - 1] = { from: last.from, to: last.to > to ? last.to : to };
    else joined.push({ from, to });
  }
  return joined;
}
