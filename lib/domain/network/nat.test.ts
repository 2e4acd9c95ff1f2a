import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesPerGb, networkPriceList, networkPricesOf } from "#lib/domain/cost/network-prices.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import { compareEndpoint } from "./endpoint-break-even.ts";
import { attributeNat, type NatUser, type NetworkUse } from "./nat-attribution.ts";
import { gbPerMonth, natCost } from "./nat-cost.ts";
import { type NatTraffic, processedBytes, sumTraffic } from "./nat-traffic.ts";

const day = (out: number | null, back: number | null): NatTraffic => ({
  inFromSourceBytes: out,
  inFromDestinationBytes: back,
});

describe("processed bytes", () => {
  it.each([
    [day(10, 30), 40],
    [day(0, 0), 0],
    [day(null, 30), null],
    [day(10, null), null],
  ])("%j", (traffic, expected) => expect(processedBytes(traffic)).toBe(expected));

  it("sums known days alone: a gap is no day without traffic", () => {
    expect(sumTraffic([day(1, 2), day(null, null), day(3, 4)])).toEqual({
      ...{ days: 2, processedBytes: 10, outBytes: 4, backBytes: 6 },
    });
    expect(sumTraffic([day(null, 5)])).toBeNull();
  });
});

describe("cost", () => {
  const prices = networkPricesOf("us-east-1");

  it("is 730 hours, the GB at the pace of the known days, and both sides of what crosses zones", () => {
    const traffic = { days: 10, processedBytes: 240 * bytesPerGb, outBytes: 0, backBytes: 0 };
    // 24 GB a day × 730 / 24 days.
    expect(gbPerMonth(traffic.processedBytes, traffic.days)).toBeCloseTo(730, 9);
    const cost = natCost(prices, traffic, 0.5);
    expect(cost.hoursUsd).toBeCloseTo(32.85, 9);
    expect(cost.processedUsd).toBeCloseTo(730 * 0.045, 9);
    expect(cost.crossZoneUsd).toBeCloseTo(730 * 0.5 * 0.01 * 2, 9);
    expect(cost.totalUsd).toBeCloseTo(32.85 + 32.85 + 7.3, 9);
  });

  it("has no hours for a gateway that is gone", () => {
    expect(natCost(prices, sumTraffic([day(0, 0)]), null, false)).toMatchObject({ hoursUsd: 0, totalUsd: 0 });
  });

  it("is unknown without a price or traffic, never another Region's and never 0", () => {
    expect(networkPricesOf("ap-southeast-2")).toBeNull();
    expect(networkPricesOf("constructor")).toBeNull();
    expect(natCost(null, sumTraffic([day(1, 1)]), 0)).toEqual({
      ...{ hoursUsd: null, processedUsd: null, crossZoneUsd: null, totalUsd: null },
    });
    expect(natCost(prices, null, 0.5)).toMatchObject({ processedUsd: null, crossZoneUsd: null, totalUsd: null });
  });

  it("has a source and a date for every price", () => {
    for (const { source } of networkPriceList) expect(source.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

describe("an interface endpoint", () => {
  const prices = { endpointAzHourUsd: 0.01, endpointGbUsd: 0.01, natGbUsd: 0.045 };

  it("pays above 209 GB a month for each zone in us-east-1", () => {
    expect(compareEndpoint(0, 1, prices).breakEvenGb).toBeCloseTo(208.57, 2);
    expect(compareEndpoint(0, 3, prices).breakEvenGb).toBeCloseTo(625.71, 2);
    expect(compareEndpoint(1, 1, { ...prices, natGbUsd: 0.01 }).breakEvenGb).toBeNull();
  });

  it("costs the same as the gateway at the break-even, less above and more below", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: 0.02, max: 0.2, noNaN: true }),
        (zones, natGbUsd) => {
          const at = (gb: number) => compareEndpoint(gb, zones, { ...prices, natGbUsd });
          const even = at(0).breakEvenGb ?? Number.NaN;
          expect(at(even).natUsd).toBeCloseTo(at(even).endpointUsd, 6);
          expect(at(even * 1.1).natUsd).toBeGreaterThan(at(even * 1.1).endpointUsd);
          expect(at(even * 0.9).natUsd).toBeLessThan(at(even * 0.9).endpointUsd);
        },
      ),
    );
  });
});

describe("attribution", () => {
  const table = (id: string, subnetIds: string[], target: string) => ({
    ...{ routeTableId: id, vpcId: "vpc-1", isMain: false, subnetIds },
    routes: [{ destination: "0.0.0.0/0", target, state: "active" }],
  });
  const subnet = (subnetId: string, availabilityZone: string) => ({
    ...{ subnetId, availabilityZone, vpcId: "vpc-1", availabilityZoneId: null, cidrBlock: null },
    ...{ availableIpAddressCount: null, name: null },
  });
  const network: ObservedNetwork = {
    subnets: [subnet("a", "z1"), subnet("b", "z2"), subnet("c", "z3"), subnet("public", "z1")],
    routeTables: [
      table("rtb-1", ["a", "b"], "nat-1"),
      table("rtb-2", ["c"], "nat-2"),
      table("rtb-3", ["public"], "igw-1"),
    ],
    natGateways: [{ natGatewayId: "nat-1", vpcId: "vpc-1", subnetId: "public", state: "available" }],
    ...{ endpoints: [], securityGroups: [], lambdaInterfacesBySubnet: {} },
  };
  const user = (
    arn: string,
    subnetIds: string[],
    invocations: number | null,
    network: readonly NetworkUse[] = [],
  ): NatUser => ({
    ...{ arn, vpcId: "vpc-1", subnetIds, invocations, network },
  });
  const told = (invocations: number, bytes: number, events = invocations): NetworkUse[] => [
    { invocations, events, rxBytes: bytes * 0.75, txBytes: bytes * 0.25 },
  ];

  it("gives each gateway to the functions behind it by invocations and the part of their subnets", () => {
    const users = [
      user("f", ["a"], 100),
      user("g", ["b", "c"], 200),
      user("h", ["public"], 900),
      user("i", ["a"], null),
    ];
    const [one, two] = attributeNat(users, network);
    expect(one).toEqual({
      natGatewayId: "nat-1",
      shares: [
        { arn: "f", share: 0.5 },
        { arn: "g", share: 0.5 },
      ],
      ...{ method: "invocations", ran: 2, bytesKnown: 0 },
      unknownUsers: 1,
      // All of g's half starts in z2; the gateway stands in z1.
      crossZoneShare: 0.5,
      otherZones: ["z2"],
    });
    // Where nat-2 stands was not told, so neither is which zones are others.
    const unplaced = { crossZoneShare: null, otherZones: null };
    expect(two).toMatchObject({ natGatewayId: "nat-2", shares: [{ arn: "g", share: 1 }], ...unplaced });
  });

  it("puts nothing down to anybody where nothing ran", () => {
    const [one] = attributeNat([user("f", ["a"], 0), user("g", ["a"], null)], network);
    expect(one).toMatchObject({ shares: [], unknownUsers: 1, crossZoneShare: null });
  });

  it("goes by bytes where those of all that ran are known, by half of them where half of the subnets lead there", () => {
    const users = [
      user("f", ["a"], 100, told(100, 9_000)),
      user("g", ["b", "c"], 200, told(200, 2_000)),
      // Its bytes do not matter: it did not run.
      user("h", ["a"], 0),
    ];
    const [one] = attributeNat(users, network);
    expect(one).toMatchObject({ method: "bytes", ran: 2, bytesKnown: 2, unknownUsers: 0, crossZoneShare: 0.1 });
    expect(one?.shares).toEqual([
      { arn: "f", share: 0.9 },
      { arn: "g", share: 0.1 },
    ]);
  });

  it("takes as many bytes for invocations that were not seen", () => {
    const week = { invocations: 10, events: 10, rxBytes: 800, txBytes: 200 };
    // Of the month only half was read: too little to go by, and no reason to leave the week aside.
    const month = { invocations: 40, events: 20, rxBytes: 1, txBytes: 1 };
    const [one] = attributeNat(
      [user("f", ["a"], 40, [month, week]), user("g", ["a"], 100, told(100, 2_000, 96))],
      network,
    );
    const g = (2_000 / 96) * 100;
    expect(one?.method).toBe("bytes");
    expect(one?.shares.map(({ share }) => share)).toEqual([4_000 / (4_000 + g), g / (4_000 + g)]);
  });

  it.each([
    ["of one that ran nothing is told", user("g", ["a"], 300)],
    ["of one too little is told", user("g", ["a"], 300, told(300, 9_000_000, 284))],
    ["nobody knows whether one ran", user("g", ["a"], null, told(1, 1))],
  ])("never mixes bytes and invocations: %s", (_title, other) => {
    const [one] = attributeNat([user("f", ["a"], 100, told(100, 9_000_000)), other], network);
    expect(one).toMatchObject({ method: "invocations", bytesKnown: 1, ran: other.invocations === null ? 1 : 2 });
    expect(one?.shares.find(({ arn }) => arn === "f")?.share).toBe(other.invocations === null ? 1 : 0.25);
  });

  it("shares the whole, whatever the invocations", () => {
    const some = fc.array(fc.tuple(fc.nat(1_000), fc.subarray(["a", "b", "c"], { minLength: 1 })), { minLength: 1 });
    fc.assert(
      fc.property(some, (list) => {
        const users = list.map(([invocations, subnetIds], index) =>
          user(`f${index}`, subnetIds, invocations, index % 3 === 0 ? [] : told(invocations, index * 1_000)),
        );
        for (const { shares, crossZoneShare } of attributeNat(users, network)) {
          if (shares.length > 0) expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
          for (const { share } of shares) expect(share).toBeGreaterThan(0);
          if (crossZoneShare !== null) expect(crossZoneShare).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
