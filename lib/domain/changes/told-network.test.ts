import { describe, expect, it } from "vitest";
import type { ObservedChangeEvent } from "#lib/domain/fleet/observed.ts";
import { changeFieldView } from "./change-field-view.ts";
import { trailChangesOf } from "./trail-changes.ts";

const event = (eventName: string, subnetIds?: readonly string[]): ObservedChangeEvent => ({
  eventId: "e-1",
  eventName,
  at: new Date("2026-11-20T10:30:00Z"),
  functionName: "orders",
  actor: "alice",
  actorArn: null,
  sourceService: null,
  ...(subnetIds ? { subnetIds } : {}),
});
const classesOf = (one: ObservedChangeEvent) => trailChangesOf([one], []).told.map(({ classes }) => classes);

describe("an event that names subnets", () => {
  it("is a change of the network where it updates, and of nothing more where it names none or creates", () => {
    expect(classesOf(event("UpdateFunctionConfiguration", ["subnet-1"]))).toEqual([["configuration", "network"]]);
    expect(classesOf(event("UpdateFunctionConfiguration"))).toEqual([["configuration"]]);
    expect(classesOf(event("CreateFunction", ["subnet-1"]))).toEqual([[]]);
  });

  it("does not claim that there was nothing before", () => {
    const view = changeFieldView({ path: ["VpcConfig", "SubnetIds"], after: ["subnet-1", "subnet-2"], told: true });
    expect(view).toMatchObject({ path: "VpcConfig.SubnetIds", before: null, after: null });
    expect(view.hidden).toBe("set to subnet-1, subnet-2; CloudTrail does not tell what was before");
  });
});
