import { describe, expect, it } from "vitest";
import type { ObservedSubnet } from "#lib/domain/fleet/observed-network.ts";
import { ipRunway } from "./ip-runway.ts";
import { subnetZones } from "./subnet-zones.ts";

const subnet = (subnetId: string, availabilityZone: string): ObservedSubnet => ({
  subnetId,
  availabilityZone,
  vpcId: "vpc-1",
  availabilityZoneId: null,
  cidrBlock: null,
  availableIpAddressCount: null,
  name: null,
});

describe("subnetZones", () => {
  it("lists zones once and what is not known", () => {
    const subnets = [subnet("a", "z1"), subnet("b", "z2"), subnet("c", "z1")];
    expect(subnetZones(["a", "c"], subnets)).toEqual({ zones: ["z1"], unknownSubnetIds: [] });
    expect(subnetZones(["b", "x", "a"], subnets)).toEqual({ zones: ["z1", "z2"], unknownSubnetIds: ["x"] });
  });
});

describe("ipRunway", () => {
  const seen = (...available: number[]) =>
    available.map((count, day) => ({ at: new Date(Date.UTC(2026, 10, 1 + day)), available: count }));

  it.each([
    [seen(100, 90, 80, 70), { available: 70, afterPlanned: 70, perDay: -10, daysToZero: 7, tight: true }],
    [seen(1000, 999), { available: 999, afterPlanned: 999, perDay: -1, daysToZero: 999, tight: false }],
    [seen(50, 60), { available: 60, afterPlanned: 60, perDay: 10, daysToZero: null, tight: false }],
    [seen(7), { available: 7, afterPlanned: 7, perDay: null, daysToZero: null, tight: true }],
    [seen(5, 0), { available: 0, afterPlanned: 0, perDay: -5, daysToZero: 0, tight: true }],
  ])("%j", (points, expected) => expect(ipRunway(points.toReversed())).toEqual(expected));

  it("takes an address away for each planned interface that is not made yet", () => {
    expect(ipRunway(seen(40, 30, 20), 12)).toEqual({
      ...{ available: 20, afterPlanned: 8, perDay: -10, daysToZero: 0.8, tight: true },
    });
    expect(ipRunway(seen(5), 9)).toMatchObject({ afterPlanned: 0, daysToZero: 0, tight: true });
  });

  it("says nothing of what was not seen", () => expect(ipRunway([])).toBeNull());
});
