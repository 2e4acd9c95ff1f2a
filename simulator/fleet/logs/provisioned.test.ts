import { describe, expect, it } from "vitest";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { shapeOf } from "#simulator/fleet/shape/fleet-shape.ts";
import { fleetStories } from "#simulator/fleet/stories.ts";
import { usageOf } from "#simulator/fleet/usage/usage.ts";
import { billedMs, createLogSource, durationMs, type Invocation, initMs, isProvisioned } from "./invocation.ts";
import { jsonLine, linesOf, textMessage } from "./messages.ts";

const fleet = createFleet({
  seed: 12,
  accounts: 1,
  regions: ["eu-west-1"],
  functions: 60,
  now: new Date("2026-11-20T10:30:00Z"),
});
const spillover = fleetStories(fleet).find(({ kind }) => kind === "provisioned-spillover");
const index =
  Array.from({ length: 60 }, (_, k) => k).find((k) => fleet.functionAt(k).arn === spillover?.functionArn) ?? -1;

/** A cold start of the function with provisioned concurrency, before or while invocations spill over. */
function cold(position: number, { spilling = false, json = false, snapStart = false } = {}): Invocation {
  const usage = usageOf(shapeOf(fleet), index);
  const source = createLogSource(usage, null);
  const era = usage.profile.eras[spilling ? 1 : 0];
  if (era === undefined) throw new Error("no era");
  return {
    source: { ...source, plan: { ...source.plan, snapStart }, log: { ...source.log, json } },
    era,
    population: "cold",
    position,
    weight: 1,
    timestamp: Date.UTC(2026, 10, 20),
    key: 1,
  };
}

describe("environments of provisioned concurrency", () => {
  it("are all that start, but for one of four once invocations spill over", () => {
    const made = (spilling: boolean) => [0, 1, 2, 3].map((position) => isProvisioned(cold(position, { spilling })));
    expect(made(false)).toEqual([true, true, true, true]);
    expect(made(true)).toEqual([false, true, true, true]);
  });

  it("are none that SnapStart restores", () => {
    expect(isProvisioned(cold(1, { snapStart: true }))).toBe(false);
  });

  it("report an init that is not billed with the invocation", () => {
    const [provisioned, onDemand] = [cold(1, { spilling: true }), cold(0, { spilling: true })];
    expect(billedMs(provisioned)).toBe(Math.ceil(durationMs(provisioned)));
    expect(billedMs(onDemand)).toBe(Math.ceil(durationMs(onDemand) + (initMs(onDemand) ?? 0)));
    const report = textMessage(provisioned, "report");
    expect(report).toContain(`\tBilled Duration: ${billedMs(provisioned)} ms\t`);
    expect(report).toContain(`\tInit Duration: ${initMs(provisioned)?.toFixed(2)} ms`);
  });

  it("tell of their init in JSON logs, and only there", () => {
    expect(linesOf(cold(1))).not.toContain("initReported");
    expect(linesOf(cold(0, { json: true, spilling: true }))).not.toContain("initReported");
    const provisioned = cold(1, { json: true });
    expect(linesOf(provisioned)).toEqual(["initStart", "initReported", "start", "application", "report"]);
    expect(jsonLine(provisioned, "initReported")).toMatchObject({
      type: "platform.initReport",
      record: {
        initializationType: "provisioned-concurrency",
        phase: "init",
        status: "success",
        metrics: { durationMs: initMs(provisioned) },
      },
    });
    expect(jsonLine(provisioned, "initStart")).toMatchObject({
      record: { initializationType: "provisioned-concurrency" },
    });
  });
});
