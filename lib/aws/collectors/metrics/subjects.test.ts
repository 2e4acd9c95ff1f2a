import { describe, expect, it } from "vitest";
import type { MetricRequest } from "#lib/domain/collection/source.ts";
import type { ListedMetrics } from "./listed-metrics.ts";
import { queryCount } from "./metric-plan.ts";
import { asksProvisioned, subjectsOf, withinReach } from "./subjects.ts";

const now = new Date("2026-11-20T10:30:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const functionNames = ["busy", "quiet", "dead"];

function listing(names: readonly string[], rare: readonly string[] = []): ListedMetrics {
  return {
    has: (name, metric) => (metric === "IteratorAge" ? rare.includes(name) : names.includes(name) && isCore(metric)),
    provisionedOf: (name) => (rare.includes(name) ? ["live"] : []),
    completeSince: daysAgo(13),
  };
}

const isCore = (metric: string) =>
  ["Invocations", "Errors", "Throttles", "Duration", "ConcurrentExecutions"].includes(metric);
const listings = { recent: listing(["busy"]), remembered: listing(["busy", "quiet"], ["quiet"]) };

/** Metrics of the Region and of each function. */
function asked(tier: MetricRequest["tier"], days: number, from: typeof listings | null = listings): number[] {
  const request = {
    granularity: "hour",
    from: daysAgo(days),
    to: now,
    functionNames,
    ...(tier ? { tier } : {}),
  } as const;
  return subjectsOf(request, from ?? { recent: null, remembered: null }).map(({ metrics }) => metrics.length);
}

describe("what a request asks of the Region and three functions", () => {
  it("tells whether what is absent of provisioned concurrency had no call, or was not asked for", () => {
    const request = { granularity: "hour", from: daysAgo(1), to: now, functionNames } as const;
    expect(asksProvisioned({ ...request, tier: "active" }, listings)).toBe(true);
    expect(asksProvisioned(request, listings)).toBe(true);
    expect(asksProvisioned({ ...request, percentilesOnly: true }, listings)).toBe(false);
    expect(asksProvisioned({ ...request, tier: "every" }, listings)).toBe(false);
    expect(asksProvisioned({ ...request, tier: "active" }, { recent: null, remembered: null })).toBe(false);
  });

  it.each<[MetricRequest["tier"], boolean, readonly (readonly string[] | undefined)[]]>([
    ["listed", false, [undefined, undefined, ["live"], undefined]],
    ["possible", false, [undefined, undefined, ["live"], undefined]],
    ["listed", true, [undefined, undefined, undefined, undefined]],
    ["active", false, [undefined, undefined, undefined, undefined]],
    ["unlisted", false, [undefined, undefined, undefined, undefined]],
    ["every", false, [undefined, undefined, undefined, undefined]],
  ])(
    "provisioned concurrency by the versions and aliases that are listed: %s, percentiles only %s",
    (tier, only, expected) => {
      const request = { granularity: "hour", from: daysAgo(1), to: now, functionNames, percentilesOnly: only } as const;
      const subjects = subjectsOf({ ...request, ...(tier ? { tier } : {}) }, listings);
      expect(subjects.map(({ provisioned }) => provisioned)).toEqual(expected);
      const [, , quiet] = subjects;
      expect(quiet && queryCount(quiet) - queryCount({ ...quiet, provisioned: [] })).toBe(expected[2] ? 4 : 0);
    },
  );

  it.each<[string, MetricRequest["tier"], number, number[]]>([
    ["who was active", "active", 1, [5, 5, 0, 0]],
    ["who had data within two weeks", "listed", 1, [5, 5, 6, 0]],
    ["the same where the window is older", "listed", 14, [5, 5, 6, 0]],
    ["who had none", "unlisted", 7, [0, 0, 0, 5]],
    ["everything that may be, within the listing", "possible", 1, [5, 5, 6, 0]],
    ["everything that may be, before it", "possible", 14, [5, 5, 6, 5]],
    ["whatever there is", "every", 1, [0, 11, 11, 11]],
    ["everything that may be, unless told", undefined, 14, [5, 5, 6, 5]],
  ])("%s", (_title, tier, days, expected) => {
    expect(asked(tier, days)).toEqual(expected);
  });

  it.each<[MetricRequest["tier"], number[]]>([
    ["active", [5, 11, 11, 11]],
    ["listed", [5, 11, 11, 11]],
    ["unlisted", [0, 0, 0, 0]],
  ])("everything once where nothing can be listed: %s", (tier, expected) => {
    expect(asked(tier, 1, null)).toEqual(expected);
  });

  it("the durations of functions alone, where all else follows from hours", () => {
    const request = { granularity: "day", tier: "listed", from: daysAgo(2), to: now, functionNames } as const;
    const subjects = subjectsOf({ ...request, percentilesOnly: true }, listings);
    expect(subjects.map(({ metrics }) => metrics.map(({ metricName }) => metricName))).toEqual([
      [],
      ["Duration"],
      ["Duration"],
      [],
    ]);
  });

  it("takes no queries for who is not asked, and keeps their places", () => {
    const subjects = subjectsOf(
      { granularity: "hour", tier: "active", from: daysAgo(1), to: now, functionNames },
      listings,
    );
    expect(subjects.map(({ functionName }) => functionName)).toEqual([null, ...functionNames]);
    expect(subjects.map(queryCount)).toEqual([5, 9, 0, 0]);
  });
});

describe("a request that is gone on with later", () => {
  const request = { granularity: "hour", tier: "active", from: daysAgo(1), to: now, functionNames } as const;
  const unread = { from: new Date(now.getTime() - 3_600_000), to: now };
  const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

  it.each([
    ["at once", { ...request, unread }, 0, "active"],
    ["within the reach of the listing", { ...request, unread }, 1.5, "active"],
    ["beyond it", { ...request, unread }, 2, "listed"],
    ["beyond it, where the rest is read later anyway", request, 48, "active"],
  ] as const)("%s", (_title, planned, hours, expected) => {
    expect(withinReach(planned, hoursLater(hours)).tier).toBe(expected);
  });
});
