import { describe, expect, it } from "vitest";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { runInsightsQuery } from "#simulator/fleet/insights/run.ts";
import { fleetStories, usageTruth } from "#simulator/fleet/stories.ts";
import type { FleetFunction } from "#simulator/fleet/types.ts";
import { listMetrics } from "./list.ts";
import { metricSeries } from "./series.ts";

const fleet = createFleet({
  seed: 11,
  accounts: 2,
  regions: ["us-east-1", "eu-west-1"],
  functions: 120,
  now: new Date("2026-11-21T10:00:00Z"),
});
const start = new Date("2026-11-17T00:00:00Z");
const end = new Date("2026-11-18T00:00:00Z");

function series(
  fn: FleetFunction,
  metricName: string,
  stat: string,
  periodSeconds: number,
  from = start,
  to = end,
  dimensions: Readonly<Record<string, string>> = { FunctionName: fn.name },
) {
  return metricSeries(fleet, {
    accountId: fn.accountId,
    region: fn.region,
    namespace: "AWS/Lambda",
    metricName,
    stat,
    periodSeconds,
    dimensions,
    start: from,
    end: to,
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const functions = Array.from({ length: 120 }, (_, index) => fleet.functionAt(index));

function storyFunction(kind: string): { fn: FleetFunction; since: Date } {
  const story = fleetStories(fleet).find((one) => one.kind === kind);
  const fn = functions.find(({ arn }) => arn === story?.functionArn);
  if (story === undefined || fn === undefined) throw new Error(`No story ${kind}.`);
  return { fn, since: new Date(story.since ?? 0) };
}

/** An account-Region whose only function has provisioned concurrency. */
function provisionedAlone() {
  for (let seed = 1; seed < 500; seed++) {
    const small = createFleet({ ...fleet.options, accounts: 8, functions: 12, seed });
    const story = fleetStories(small).find(({ kind }) => kind === "provisioned-spillover");
    if (story === undefined || small.cell(story.accountId, story.region)?.functionCount !== 1) continue;
    const fn = small.cell(story.accountId, story.region)?.functionAt(0);
    if (fn?.reservedConcurrency === null) return { place: { fleet: small, fn }, since: new Date(story.since ?? 0) };
  }
  throw new Error("No fleet has such an account-Region.");
}

describe("levels of one metric", () => {
  it.each([
    "Invocations",
    "Errors",
    "Throttles",
    "RecursiveInvocationsDropped",
    "ProvisionedConcurrencySpilloverInvocations",
  ])("%s: minutes, hours and the day add up to the same", (metric) => {
    for (const fn of functions) {
      const day = sum(series(fn, metric, "Sum", 86_400).values);
      for (const period of [60, 300, 3600]) expect(sum(series(fn, metric, "Sum", period).values)).toBe(day);
    }
  });

  it.each(["ConcurrentExecutions", "UnreservedConcurrentExecutions", "ClaimedAccountConcurrency"])(
    "%s of a Region: the highest hour, and the highest minute, is the day's",
    (metricName) => {
      // Large enough that a peak of the day and one that is a little lower do not round to the same.
      const busyFleet = createFleet({ ...fleet.options, accounts: 1, regions: ["us-east-1"], functions: 400 });
      const place = busyFleet.functionAt(0);
      const at = (periodSeconds: number) =>
        metricSeries(busyFleet, {
          accountId: place.accountId,
          region: place.region,
          namespace: "AWS/Lambda",
          metricName,
          stat: "Maximum",
          periodSeconds,
          dimensions: {},
          start,
          end,
        }).values;
      const [day] = at(86_400);
      expect(day).toBeGreaterThan(50);
      expect(Math.max(...at(3_600))).toBe(day);
      expect(Math.max(...at(300))).toBe(day);
    },
  );

  it("UnreservedConcurrentExecutions: without what runs on provisioned concurrency, until calls spill over", () => {
    const { place, since } = provisionedAlone();
    const peaks = (metricName: string, from: number, to: number) =>
      metricSeries(place.fleet, {
        accountId: place.fn.accountId,
        region: place.fn.region,
        namespace: "AWS/Lambda",
        metricName,
        stat: "Maximum",
        periodSeconds: 86_400,
        dimensions: {},
        start: new Date(from),
        end: new Date(to),
      }).values;
    const day = Math.floor(since.getTime() / 86_400_000) * 86_400_000;
    const before = [day - 30 * 86_400_000, day] as const;
    expect(peaks("ConcurrentExecutions", ...before)).toHaveLength(30);
    expect(peaks("UnreservedConcurrentExecutions", ...before)).toEqual([]);
    expect(peaks("ClaimedAccountConcurrency", ...before)).toEqual(Array.from({ length: 30 }, () => 5));
    const after = [day + 86_400_000, day + 3 * 86_400_000] as const;
    const spilled = peaks("UnreservedConcurrentExecutions", ...after);
    expect(spilled).toHaveLength(2);
    expect(peaks("ClaimedAccountConcurrency", ...after)).toEqual(spilled.map((most) => most + 5));
  });

  it("Duration: sums, extremes and concurrency agree over levels", () => {
    for (const fn of functions) {
      const day = sum(series(fn, "Duration", "Sum", 86_400).values);
      expect(sum(series(fn, "Duration", "Sum", 60).values)).toBeCloseTo(day, 1);
      for (const [metric, stat] of [
        ["Duration", "Maximum"],
        ["ConcurrentExecutions", "Maximum"],
      ] as const) {
        expect(Math.max(0, ...series(fn, metric, stat, 60).values)).toBe(
          Math.max(0, ...series(fn, metric, stat, 86_400).values),
        );
      }
    }
  });

  it("percentiles lie between the extremes and rise", () => {
    for (const fn of functions) {
      const [low, p50, p99, high] = ["Minimum", "p50", "p99", "Maximum"].map(
        (stat) => series(fn, "Duration", stat, 86_400).values[0] ?? 0,
      );
      expect([low, p50, p99, high]).toEqual([low, p50, p99, high].sort((a, b) => (a ?? 0) - (b ?? 0)));
    }
  });

  it("does not depend on what was asked before", () => {
    const again = createFleet(fleet.options);
    const fn = again.functionAt(17);
    const query = {
      accountId: fn.accountId,
      region: fn.region,
      namespace: "AWS/Lambda",
      metricName: "Invocations",
      stat: "Sum",
      periodSeconds: 60,
      dimensions: { FunctionName: fn.name },
      start,
      end,
    };
    expect(metricSeries(again, query)).toEqual(series(functions[17] ?? fn, "Invocations", "Sum", 60));
  });
});

describe("metrics and logs", () => {
  it("count the same invocations, errors and cold starts", () => {
    for (const fn of functions) {
      const configuration = fn.configuration().LoggingConfig;
      if (configuration?.SystemLogLevel === "WARN" || configuration?.LogGroup === "/shared/application-logs") continue;
      const query =
        'filter @type = "REPORT" or type = "platform.report" | stats count(*) as n, count(@initDuration) as inits, sum(@billedDuration) as billed';
      const { results } = runInsightsQuery(fleet, {
        accountId: fn.accountId,
        region: fn.region,
        logGroupNames: [configuration?.LogGroup ?? ""],
        queryString: query,
        start,
        end,
      });
      const row = Object.fromEntries((results[0] ?? []).map(({ field, value }) => [field, Number(value)]));
      const truth = usageTruth(fleet, fn.index, start, end);
      expect(row.n ?? 0).toBe(sum(series(fn, "Invocations", "Sum", 3600).values));
      expect(truth.invocations).toBe(row.n ?? 0);
      expect(truth.errors).toBe(sum(series(fn, "Errors", "Sum", 3600).values));
      if (configuration?.LogFormat === "JSON" || fn.configuration().SnapStart?.ApplyOn !== "None") continue;
      expect(row.inits ?? 0).toBe(truth.coldStarts);
      expect(row.billed ?? 0).toBe(truth.billedMs);
    }
  });
});

describe("a weighted alias", () => {
  it("sends calls to two versions, as metrics and log streams tell alike", () => {
    let [compared, beside] = [0, 0];
    for (const fn of functions) {
      const [live] = fn.aliases();
      const [side] = Object.entries(live?.RoutingConfig?.AdditionalVersionWeights ?? {});
      if (side === undefined || fleetStories(fleet).some(({ functionArn }) => functionArn === fn.arn)) continue;
      const { LogFormat, LogGroup = "", SystemLogLevel } = fn.configuration().LoggingConfig ?? {};
      if (SystemLogLevel === "WARN" || LogGroup === "/shared/application-logs") continue;
      const report = LogFormat === "JSON" ? 'type = "platform.report"' : '@type = "REPORT"';
      const { results } = runInsightsQuery(fleet, {
        accountId: fn.accountId,
        region: fn.region,
        logGroupNames: [LogGroup],
        queryString: `filter ${report} | parse @logStream "[*]" as version | stats count(*) as n by version`,
        start,
        end,
      });
      const logged = new Map(
        results.map((row) => {
          const { version = "", n } = Object.fromEntries(row.map(({ field, value }) => [field, value]));
          return [version, Number(n)];
        }),
      );
      for (const [version, weight] of [[live?.FunctionVersion ?? "", 1 - side[1]], side] as const) {
        const dimensions = { FunctionName: fn.name, Resource: `${fn.name}:live`, ExecutedVersion: version };
        const seen = sum(series(fn, "Invocations", "Sum", 3600, start, end, dimensions).values);
        expect(seen).toBe(logged.get(version) ?? 0);
        const all = sum(series(fn, "Invocations", "Sum", 3600).values);
        if (all > 1_000) expect(seen / all).toBeCloseTo(weight, 1);
        if (version === side[0]) beside += seen;
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(2);
    expect(beside).toBeGreaterThan(0);
  });
});

describe("stories", () => {
  it("a storm throttles for three hours, a death ends all use", () => {
    const storm = storyFunction("throttle-storm");
    const throttles = series(storm.fn, "Throttles", "Sum", 3600, new Date("2026-11-10T00:00:00Z"), fleet.options.now);
    const hours = throttles.timestamps.filter((_, index) => (throttles.values[index] ?? 0) > 0);
    expect(hours.map((hour) => hour.getTime() - storm.since.getTime())).toEqual([0, 3_600_000, 7_200_000]);
    const dead = storyFunction("died");
    expect(series(dead.fn, "Invocations", "Sum", 86_400, dead.since, fleet.options.now).values).toEqual([]);
    expect(
      series(dead.fn, "Invocations", "Sum", 86_400, new Date(dead.since.getTime() - 864_000_000), dead.since).values,
    ).toHaveLength(10);
  });

  it("a deployment doubles init in the log and stands in CloudTrail with its version", () => {
    const { fn, since } = storyFunction("init-doubled");
    const median = (from: Date, to: Date) => {
      const { initMs } = usageTruth(fleet, fn.index, from, to);
      return initMs[Math.floor(initMs.length / 2)] ?? 0;
    };
    const day = 86_400_000;
    const ratio =
      median(since, new Date(since.getTime() + 2 * day)) / median(new Date(since.getTime() - 2 * day), since);
    expect(ratio).toBeGreaterThan(1.7);
    expect(ratio).toBeLessThan(2.3);
    const events =
      fleet
        .cell(fn.accountId, fn.region)
        ?.trailEvents({ start: new Date(since.getTime() - 60_000), end: fleet.options.now, resourceName: fn.name }) ??
      [];
    expect(events.map(({ EventName }) => EventName)).toEqual([
      "PublishVersion20150331",
      "UpdateFunctionCode20150331v2",
    ]);
    expect(new Date(fn.configuration().LastModified?.replace("+0000", "Z") ?? 0)).toEqual(since);
  });

  it("spreads use as real fleets do: most functions daily, a fifth in any hour", () => {
    const large = createFleet({ ...fleet.options, functions: 1200, seed: 3 });
    let [days, hours] = [0, 0];
    for (let index = 0; index < 1200; index++) {
      const fn = large.functionAt(index);
      const points = (periodSeconds: number) =>
        metricSeries(large, {
          accountId: fn.accountId,
          region: fn.region,
          namespace: "AWS/Lambda",
          metricName: "Invocations",
          stat: "Sum",
          periodSeconds,
          dimensions: { FunctionName: fn.name },
          start,
          end,
        }).values.length;
      days += points(86_400);
      hours += points(3600);
    }
    expect(days / 1200).toBeGreaterThan(0.55);
    expect(days / 1200).toBeLessThan(0.68);
    expect(hours / 28_800).toBeGreaterThan(0.17);
    expect(hours / 28_800).toBeLessThan(0.25);
  });

  it("lists metrics of functions that had points lately", () => {
    const [cell] = fleet.accounts.flatMap(({ id }) => fleet.cell(id, "us-east-1") ?? []);
    const list = (recentlyActiveAt: Date | null) =>
      new Set(
        [...listMetrics(fleet, { accountId: cell?.accountId ?? "", region: "us-east-1", recentlyActiveAt })].flatMap(
          ({ Dimensions }) => Dimensions.map(({ Value }) => Value),
        ),
      );
    expect(list(fleet.options.now).size).toBeLessThan(list(null).size);
  });
});
