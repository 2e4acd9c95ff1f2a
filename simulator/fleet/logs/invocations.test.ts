import { expect, it } from "vitest";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { shapeOf } from "#simulator/fleet/shape/fleet-shape.ts";
import { fleetStories } from "#simulator/fleet/stories.ts";
import { usageOf } from "#simulator/fleet/usage/usage.ts";
import { createLogSource, failureOf } from "./invocation.ts";
import { type Grain, invocationsOf } from "./invocations.ts";

const dayMs = 86_400_000;
const now = new Date("2026-11-21T12:00:00Z");
const grains: readonly Grain[] = ["day", "hour", "minute"];

it("what began within a day is not to be seen before it, however coarsely the day is looked at", () => {
  const fleet = createFleet({ seed: 1, accounts: 3, regions: ["us-east-1", "eu-west-1"], functions: 400, now });
  const story = fleetStories(fleet).find(({ kind }) => kind === "new-error-type");
  const since = Date.parse(story?.since ?? "");
  const index = Array.from({ length: fleet.functionCount }, (_, k) => k).find(
    (k) => fleet.functionAt(k).arn === story?.functionArn,
  );
  const source = createLogSource(usageOf(shapeOf(fleet), index ?? -1), null);
  const day = Math.floor(since / dayMs) * dayMs;
  expect(since).toBeGreaterThan(day);
  const weights = grains.map((grain) => {
    const all = [...invocationsOf(source, day, day + dayMs, grain)].flat();
    const planted = all.filter((one) => failureOf(one)?.errorType === story?.figures.errorType);
    expect(planted.length).toBeGreaterThan(0);
    for (const { timestamp } of planted) expect(timestamp).toBeGreaterThanOrEqual(since);
    for (const { timestamp } of all) expect(Math.floor(timestamp / dayMs) * dayMs).toBe(day);
    return all.reduce((sum, { weight }) => sum + weight, 0);
  });
  expect(new Set(weights).size).toBe(1);
});
