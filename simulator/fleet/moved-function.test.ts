import { describe, expect, it } from "vitest";
import { createFleet } from "./fleet.ts";
import { fleetStories, usageTruth } from "./stories.ts";

const now = new Date("2026-11-20T12:00:00Z");
const dayMs = 86_400_000;

describe("the function that moved into a VPC", () => {
  it.each([1, 7, 11])("starts 80 ms later since then, and CloudTrail tells its subnets (seed %i)", (seed) => {
    const fleet = createFleet({ seed, accounts: 2, regions: ["eu-west-1", "us-east-1"], functions: 60, now });
    const story = fleetStories(fleet).find(({ kind }) => kind === "moved-into-vpc");
    const since = Date.parse(story?.since ?? "");
    const cell = fleet.cell(story?.accountId ?? "", story?.region ?? "");
    const fn = Array.from({ length: 60 }, (_, index) => fleet.functionAt(index)).find(
      ({ arn }) => arn === story?.functionArn,
    );
    expect(now.getTime() - since).toBeGreaterThan(7 * dayMs);
    expect(now.getTime() - since).toBeLessThan(10 * dayMs);
    expect(fn?.configuration().VpcConfig?.SubnetIds?.length).toBeGreaterThan(0);
    const inits = (from: number, to: number) => usageTruth(fleet, fn?.index ?? -1, new Date(from), new Date(to)).initMs;
    const [before, after] = [inits(since - 3 * dayMs, since), inits(since, since + 3 * dayMs)];
    // More draws than the table of inits has values, so the quickest of both is the same draw.
    expect(Math.min(before.length, after.length)).toBeGreaterThan(64);
    expect((after[0] ?? 0) - (before[0] ?? 0)).toBeCloseTo(80, 1);
    const events =
      cell?.trailEvents({
        eventName: "UpdateFunctionConfiguration20150331v2",
        start: new Date(since - 1),
        end: new Date(since + 1),
      }) ?? [];
    const told = events.find(({ CloudTrailEvent }) => CloudTrailEvent.includes(fn?.name ?? "no function"));
    const { requestParameters } = JSON.parse(told?.CloudTrailEvent ?? "{}");
    expect(requestParameters.vpcConfig.subnetIds).toEqual(fn?.configuration().VpcConfig?.SubnetIds);
  });
});
