import { describe, expect, it } from "vitest";
import type { ObservedSubnet } from "#lib/domain/fleet/observed.ts";
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
    [seen(100, 90, 80, 70), { available: 70, perDay: -10, daysToZero: 7, tight: true }],
    [seen(1000, 999), { available: 999, perDay: -1, daysToZero: 999, tight: false }],
    [seen(50, 60), { available: 60, perDay: 10, daysToZero: null, tight: false }],
    [seen(7), { available: 7, perDay: null, daysToZero: null, tight: true }],
    [seen(5, 0), { available: 0, perDay: -5, daysToZero: 0, tight: true }],
  ])("%j", (points, expected) => expect(ipRunway(points.toReversed())).toEqual(expected));

  it("says nothing of what was not seen", () => expect(ipRunway([])).toBeNull());
});
