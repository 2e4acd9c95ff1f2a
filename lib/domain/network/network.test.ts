import { describe, expect, it } from "vitest";
import type { ObservedSubnet } from "#lib/domain/fleet/observed.ts";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";
import { ipRunway } from "./ip-runway.ts";
import { medianDifference } from "./median-difference.ts";
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

describe("medianDifference", () => {
  const random = seededRandom(3);
  const around = (centre: number, count: number) => Array.from({ length: count }, () => centre + (random() - 0.5) * 40);

  it("finds a planted shift inside its interval, and the same one again", () => {
    const [treated, control] = [around(180, 200), around(150, 300)];
    const found = medianDifference(treated, control, seededRandom(1)) ?? expect.fail();
    expect(found).toMatchObject({ treatedCount: 200, controlCount: 300 });
    expect(found.interval.low).toBeLessThan(30);
    expect(found.interval.high).toBeGreaterThan(30);
    expect(found.interval.low).toBeGreaterThan(20);
    expect(found.interval.high).toBeLessThan(40);
    expect(medianDifference(treated, control, seededRandom(1))).toEqual(found);
  });

  it("covers zero when there is no shift and is silent on small groups", () => {
    const found = medianDifference(around(150, 200), around(150, 200), seededRandom(2)) ?? expect.fail();
    expect(found.interval.low).toBeLessThan(0);
    expect(found.interval.high).toBeGreaterThan(0);
    expect(medianDifference(around(1, 19), around(1, 200), random)).toBeNull();
  });
});
