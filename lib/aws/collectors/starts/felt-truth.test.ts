import { describe, expect, it } from "vitest";
import type { SampledLogGroup } from "#lib/domain/collection/source.ts";
import { feltStarts } from "#lib/domain/starts/felt-starts.ts";
import { type ColdStartTruth, coldStartTruth } from "#simulator/fleet/cold-start-truth.ts";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { runInsightsQuery } from "#simulator/fleet/insights/run.ts";
import { usageTruth } from "#simulator/fleet/stories.ts";
import { feltQuery } from "./felt-query.ts";
import { parseFeltRow } from "./felt-row.ts";
import { createFeltTally } from "./felt-tally.ts";

const hourMs = 3_600_000;
const now = new Date("2026-11-21T12:00:00Z");
const fleet = createFleet({ seed: 11, accounts: 1, regions: ["eu-west-1"], functions: 60, now });
const hour = (k: number) => new Date(Date.UTC(2026, 10, 19) + k * hourMs);

/** Functions whose reports tell inits, by number. */
const functions = Array.from({ length: fleet.functionCount }, (_, index) => {
  const configuration = fleet.functionAt(index).configuration();
  const { FunctionName: name = "", FunctionArn: arn = "", LoggingConfig: logging, MemorySize = 128 } = configuration;
  const [, , , region = "", accountId = ""] = arn.split(":");
  return { index, name, region, accountId, logGroupName: logging?.LogGroup ?? "", logging, memoryMb: MemorySize };
});

/** What the query of one hour shows of all functions, by name; `telling` is what their configuration says. */
function sampled(from: Date, logsInitStart: boolean) {
  const groups = [...Map.groupBy(functions, ({ logGroupName }) => logGroupName)].map(
    ([logGroupName, members]): SampledLogGroup => ({
      logGroupName,
      functions: members.map(({ name, memoryMb, logging }) => ({
        name,
        memoryMb,
        logFormat: logging?.LogFormat ?? "Text",
        logsInitStart,
      })),
    }),
  );
  const [{ accountId, region } = { accountId: "", region: "" }] = functions;
  const end = new Date(from.getTime() + hourMs);
  const { results } = runInsightsQuery(fleet, {
    accountId,
    region,
    logGroupNames: groups.map(({ logGroupName }) => logGroupName),
    queryString: feltQuery,
    start: from,
    end,
  });
  const tally = createFeltTally(groups);
  tally.add(
    results.flatMap((row) => parseFeltRow(row) ?? []),
    from,
  );
  return new Map(tally.functions().map((sample) => [sample.functionName, sample]));
}

/** Starts that began late enough in the hour to have begun in it if anybody had waited. */
const judgeable = (starts: readonly ColdStartTruth[], from: Date) =>
  starts.filter(
    ({ invokedAt, initMs, provisioned }) => !provisioned && Math.round(invokedAt) - initMs - 1000 >= from.getTime(),
  );

describe("starts looked at one by one", () => {
  // SnapStart restores, and Managed Instances tell no init.
  const withoutInit = new Set(
    functions
      .filter(({ index }) => {
        const { SnapStart: snapStart, CapacityProviderConfig: instances } = fleet.functionAt(index).configuration();
        return snapStart?.ApplyOn === "PublishedVersions" || instances !== undefined;
      })
      .map(({ name }) => name),
  );

  it("are those of the simulated invocations, and as many of them ahead of need", () => {
    const from = hour(9);
    const seen = sampled(from, true);
    let compared = 0;
    let ahead = 0;
    for (const { index, name, logging } of functions) {
      if (logging?.SystemLogLevel === "WARN" || withoutInit.has(name)) {
        expect([name, seen.get(name)]).toEqual([name, undefined]);
        continue;
      }
      const truth = judgeable(coldStartTruth(fleet, index, from, hour(10)), from);
      const { inits = 0, ahead: seenAhead = 0, unseen = 0 } = seen.get(name) ?? {};
      expect([name, inits, seenAhead, unseen]).toEqual([
        name,
        truth.length,
        truth.filter((start) => start.ahead).length,
        0,
      ]);
      compared += truth.length;
      ahead += seenAhead;
    }
    expect(compared).toBeGreaterThan(50);
    expect(ahead).toBeGreaterThan(5);
  });

  it("give the felt rate of a function within its interval", () => {
    const [start, end] = [hour(0), hour(48)];
    const days = [hour(5), hour(12), hour(24 + 19), hour(24 + 2)];
    const samples = days.map((from) => sampled(from, true));
    let inside = 0;
    let judged = 0;
    for (const { index, name } of functions) {
      const sum = { inits: 0, ahead: 0, unseen: 0 };
      for (const sample of samples) {
        sum.inits += sample.get(name)?.inits ?? 0;
        sum.ahead += sample.get(name)?.ahead ?? 0;
      }
      if (sum.inits < 10) continue;
      const { invocations, coldStarts } = usageTruth(fleet, index, start, end);
      const all = coldStartTruth(fleet, index, start, end);
      const provisionedInits = all.filter(({ provisioned }) => provisioned).length;
      const felt = feltStarts(
        { reports: invocations, coldStarts, provisionedInits, restores: 0, initFailures: 0 },
        sum,
      );
      const truth = all.filter(({ ahead, provisioned }) => !ahead && !provisioned).length / invocations;
      judged += 1;
      if (felt.interval.low <= truth && truth <= felt.interval.high) inside += 1;
    }
    expect(judged).toBeGreaterThan(5);
    expect(inside / judged).toBeGreaterThanOrEqual(0.9);
  });

  it("changes nothing of what the query of all reports sees", () => {
    for (const { index } of functions.slice(0, 20)) {
      const all = coldStartTruth(fleet, index, hour(0), hour(24));
      expect(all).toHaveLength(usageTruth(fleet, index, hour(0), hour(24)).coldStarts);
    }
  });
});
