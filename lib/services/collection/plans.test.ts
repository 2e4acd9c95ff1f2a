import { describe, expect, it } from "vitest";
import { PostponedError } from "#lib/services/budget/postponed-error.ts";
import { type DetailAge, dueDetails } from "./plan-detail.ts";
import { metricDays } from "./plan-metrics.ts";
import { affordable } from "./plan-starts.ts";

const now = new Date("2026-11-20T10:30:00Z");
const at = (text: string) => new Date(`2026-11-${text}Z`);

function windows(requests: readonly { granularity: string; from: Date; to: Date }[]): string[] {
  const short = (moment: Date) => moment.toISOString().slice(5, 13);
  return requests.map(({ granularity, from, to }) => `${granularity} ${short(from)} ${short(to)}`);
}

describe("days of metrics", () => {
  it.each([
    ["first: 13 months up to yesterday", null, ["day 10-20T00 11-20T00"]],
    ["the next day: the last one again", at("19T00:00"), ["day 11-18T00 11-20T00"]],
    ["nothing twice a day", at("20T00:00"), []],
    ["after five days off", at("15T00:00"), ["day 11-14T00 11-20T00"]],
  ])("%s", (_title, until, expected) => {
    expect(windows(metricDays({ now, until, hours: null }, ["orders"]))).toEqual(expected);
  });

  it.each([
    ["never before connection", null, at("01T00:00"), at("20T10:00"), undefined],
    ["where every hour of them was read", at("19T00:00"), at("06T00:00"), at("20T10:00"), true],
    ["not where hours are missing before", at("15T00:00"), at("15T00:00"), at("20T10:00"), undefined],
    ["nor where yesterday's last hours are", at("19T00:00"), at("06T00:00"), at("19T23:00"), undefined],
  ])("asks for percentiles alone: %s", (_title, until, from, to, expected) => {
    const [request] = metricDays({ now, until, hours: { from, to } }, ["orders"]);
    expect(request?.percentilesOnly).toBe(expected);
  });

  it.each([
    ["the past is asked of everybody", null, "possible"],
    ["days within the listing of who is listed", at("15T00:00"), "listed"],
    ["days that the listing has forgotten of everybody", at("01T00:00"), "possible"],
  ])("%s", (_title, until, expected) => {
    expect(metricDays({ now, until, hours: null }, ["orders"])[0]?.tier).toBe(expected);
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

describe("windows of log lines that the budget has room for", () => {
  const upTo = (most: number) => async (some: readonly string[]) => {
    if (some.length > most) throw new PostponedError("Too dear.", "Wait.");
  };
  const windows = ["today", "yesterday", "the day before", "long ago"];

  it.each([
    [4, windows],
    [3, ["today", "yesterday"]],
    [1, ["today"]],
  ])("%i of four: the newest", async (most, expected) => {
    expect(await affordable(windows, upTo(most))).toEqual(expected);
  });

  it("none: all of it waits", async () => {
    await expect(affordable(windows, upTo(0))).rejects.toThrow("Too dear.");
    expect(await affordable([], upTo(0))).toEqual([]);
  });

  it("passes on what has nothing to do with money", async () => {
    const broken = affordable(windows, async () => {
      throw new TypeError("broken");
    });
    await expect(broken).rejects.toThrow(TypeError);
  });
});
