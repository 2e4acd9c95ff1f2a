import { describe, expect, it } from "vitest";
import { type DetailAge, dueDetails } from "./plan-detail.ts";
import { metricDays, metricHours } from "./plan-metrics.ts";
import { startWindows } from "./plan-starts.ts";
import { plannedUntil } from "./planned-until.ts";

const now = new Date("2026-11-20T10:30:00Z");
const at = (text: string) => new Date(`2026-11-${text}Z`);

function windows(requests: readonly { granularity: string; from: Date; to: Date }[]): string[] {
  const short = (moment: Date) => moment.toISOString().slice(5, 13);
  return requests.map(({ granularity, from, to }) => `${granularity} ${short(from)} ${short(to)}`);
}

describe("hours of metrics", () => {
  it.each([
    ["first: today, then the days before", null, 15, ["hour 11-20T00 11-20T11", "hour 11-06T00 11-20T00"]],
    ["first, with hours kept for a day", null, 1, ["hour 11-20T00 11-20T11"]],
    ["an hour later: what is new and the last hours again", at("20T10:00"), 15, ["hour 11-20T06 11-20T11"]],
    ["within the hour", at("20T11:00"), 15, ["hour 11-20T07 11-20T11"]],
    ["after five days off", at("15T09:00"), 15, ["hour 11-15T05 11-20T11"]],
    [
      "after a month off: no further than hours are kept",
      new Date("2026-10-01T00:00:00Z"),
      15,
      ["hour 11-06T00 11-20T11"],
    ],
    ["after the clock was set back", at("25T00:00"), 15, ["hour 11-20T10 11-20T11"]],
  ])("%s", (_title, until, hourDays, expected) => {
    expect(windows(metricHours({ now, until, hourDays }, ["orders"]))).toEqual(expected);
  });
});

describe("days of metrics", () => {
  it.each([
    ["first: 13 months up to yesterday", null, ["day 10-20T00 11-20T00"]],
    ["the next day: the last one again", at("19T00:00"), ["day 11-18T00 11-20T00"]],
    ["nothing twice a day", at("20T00:00"), []],
    ["after five days off", at("15T00:00"), ["day 11-14T00 11-20T00"]],
  ])("%s", (_title, until, expected) => {
    expect(windows(metricDays(now, until, ["orders"]))).toEqual(expected);
  });
});

describe("windows of starts", () => {
  const group = (logGroupName: string) => ({
    logGroupName,
    functions: [{ name: "orders", memoryMb: 128, logFormat: "Text" }],
  });
  const groups = [group("kept"), group("short"), group("unlisted")];
  const stored = [
    { name: "kept", retentionDays: null },
    { name: "short", retentionDays: 3 },
  ];

  it("first reads today by the hour and each kept day before it, newest first, as far as retention goes", () => {
    const requests = startWindows({ now, until: null, hourDays: 5 }, groups, stored);
    expect(windows(requests)).toEqual([
      "hour 11-20T00 11-20T11",
      "day 11-19T00 11-20T00",
      "day 11-18T00 11-19T00",
      "day 11-17T00 11-18T00",
      "day 11-16T00 11-17T00",
    ]);
    // Of the 17th a group that is kept for three days has lost the morning: that day is left out for it.
    expect(requests.map(({ logGroups }) => logGroups.map(({ logGroupName }) => logGroupName).join(" "))).toEqual([
      "kept short unlisted",
      "kept short unlisted",
      "kept short unlisted",
      "kept unlisted",
      "kept unlisted",
    ]);
  });

  it.each([
    ["later only new hours and the last ones again", at("20T10:00"), ["hour 11-20T06 11-20T11"]],
    ["no further than hours are kept", at("01T00:00"), ["hour 11-16T00 11-20T11"]],
  ])("%s", (_title, until, expected) => {
    expect(windows(startWindows({ now, until, hourDays: 5 }, groups, stored))).toEqual(expected);
  });

  it("are none without log groups", () => {
    expect(startWindows({ now, until: null, hourDays: 5 }, [], stored)).toEqual([]);
  });
});

describe("the rotation of details", () => {
  const age = (name: string, hours: number | null, more: Partial<DetailAge> = {}): DetailAge => ({
    name,
    vpcId: null,
    packageType: "Zip",
    snapStart: "None",
    detailObservedAt: hours === null ? null : new Date(now.getTime() - hours * 3_600_000),
    ...more,
  });

  it.each([
    ["all that were never read", [age("a", null), age("b", null)], [], ["a", "b"]],
    ["nobody within the hour", [age("a", 0.5), age("b", 0.9)], [], []],
    ["who changed, at once", [age("a", 0.5), age("b", 0.5)], ["b"], ["b"]],
    ["who is a day old, the oldest first", [age("a", 23), age("b", 30), age("c", 0)], [], ["b", "a"]],
    ["whose state goes stale by itself, four times a day", [age("a", 6, { vpcId: "vpc-1" }), age("b", 0.5)], [], ["a"]],
    [
      "container images and SnapStart, too",
      [age("a", 6, { packageType: "Image" }), age("b", 6, { snapStart: "PublishedVersions" }), age("c", 0)],
      [],
      ["a", "b"],
    ],
    ["a share of the rest, the oldest first", [age("a", 2), age("b", 3), age("c", 4)], [], ["c"]],
  ])("reads %s", (_title, functions, changed, expected) => {
    expect(dueDetails(functions, new Set(changed), now)).toEqual(expected);
  });

  it("leaves nobody out in a day of hourly syncs", () => {
    const ages = new Map(Array.from({ length: 100 }, (_, k) => [`f${k}`, age(`f${k}`, 0)]));
    let most = 0;
    for (let hour = 1; hour <= 24; hour += 1) {
      const then = new Date(now.getTime() + hour * 3_600_000 + 1);
      const due = dueDetails([...ages.values()], new Set(), then);
      most = Math.max(most, due.length);
      for (const name of due) ages.set(name, { ...age(name, 0), detailObservedAt: then });
    }
    expect([...ages.values()].filter(({ detailObservedAt }) => detailObservedAt?.getTime() === now.getTime())).toEqual(
      [],
    );
    expect(most).toBeLessThanOrEqual(10);
  });
});

describe("how far an earlier plan reached", () => {
  it.each([
    ["no plan", null, null],
    ["a plan of another shape", { requests: [{ granularity: "week" }] }, null],
    [
      "the latest end",
      {
        requests: [
          { granularity: "hour", to: "2026-11-20T11:00:00Z" },
          { granularity: "hour", to: "2026-11-20T00:00:00Z" },
        ],
      },
      at("20T11:00"),
    ],
    ["days do not count as hours", { requests: [{ granularity: "day", to: "2026-11-20T00:00:00Z" }] }, null],
    ["a plan that had nothing to read", { requests: [], readUntil: "2026-11-20T00:00:00Z" }, at("20T00:00")],
  ])("%s", (_title, plan, expected) => {
    expect(plannedUntil(plan, "hour")).toEqual(expected);
  });
});
