import { describe, expect, it } from "vitest";
import type { NatDayRow, VpcFunctionRow } from "#lib/db/sql/network/vpc-functions.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import type { NatTrafficReading } from "#lib/domain/network/nat-traffic.ts";
import { natGatewaysIn } from "./list-nat-gateways.ts";
import { subnetsOf } from "./list-subnets.ts";
import { vpcsOf } from "./list-vpcs.ts";
import { placeKey } from "./read-network.ts";

const place = { accountId: "111122223333", region: "us-east-1" };
const key = placeKey(place.accountId, place.region);

const fn: VpcFunctionRow = {
  ...{ ...place, arn: "arn:f", name: "f", teamId: null, vpcId: "vpc-1", subnetIds: ["a"], securityGroupIds: ["sg-1"] },
  ...{ memoryMb: 512, state: "Active", stateReason: null, stateReasonCode: null, stateSince: null, invocations: 10 },
  ...{ lastUpdateStatus: "Successful", lastUpdateStatusReason: null, lastUpdateStatusReasonCode: null },
  ...{ network: [], stateUnknown: false },
};

const subnet = (subnetId: string, availabilityZone: string) => ({
  ...{ subnetId, availabilityZone, vpcId: "vpc-1", availabilityZoneId: null, cidrBlock: null, name: null },
  availableIpAddressCount: 40,
});

const network = (more: Partial<ObservedNetwork>): ObservedNetwork => ({
  subnets: [subnet("a", "z1"), subnet("public", "z2")],
  routeTables: [
    {
      ...{ routeTableId: "rtb-a", vpcId: "vpc-1", isMain: false, subnetIds: ["a"] },
      routes: [{ destination: "0.0.0.0/0", target: "nat-1", state: "active" }],
    },
  ],
  natGateways: [{ natGatewayId: "nat-1", vpcId: "vpc-1", subnetId: "public", state: "available" }],
  ...{ endpoints: [], securityGroups: [], lambdaInterfacesBySubnet: {}, ...more },
});

const reading: NatTrafficReading = {
  ...{ state: "known", reason: null, observedAt: "2026-11-20T10:00:00.000Z", readTo: "2026-11-20" },
};

const gatewaysOf = (observed: ObservedNetwork, days: readonly NatDayRow[]) =>
  natGatewaysIn({
    ...{ functions: [fn], isChosen: () => true, teamChosen: false, networks: new Map([[key, observed]]), days },
    ...{ readings: new Map([[key, reading]]), natDays: ["2026-11-19"], withCost: true },
  });

const day: NatDayRow = {
  ...{ ...place, natGatewayId: "nat-1", day: "2026-11-19" },
  // 24 GB a day are 730 GB a month.
  ...{ inFromSourceBytes: 8 * 2 ** 30, inFromDestinationBytes: 16 * 2 ** 30 },
};

describe("subnets", () => {
  const subnetsIn = (observed: ObservedNetwork) => {
    const networks = new Map([[key, observed]]);
    return subnetsOf({ functions: [fn], isChosen: () => true, networks, days: [], trendDays: [] });
  };

  it("take planned interfaces off what is left", () => {
    expect(subnetsIn(network({ interfacesBySubnet: {} }))).toMatchObject([{ planned: 1, afterPlanned: 39 }]);
  });

  it("do not know what is left after them while interfaces were not counted, as in a store of before", () => {
    expect(subnetsIn(network({}))).toMatchObject([{ available: 40, planned: null, afterPlanned: null, tight: false }]);
  });
});

describe("NAT gateways", () => {
  it("that CloudWatch told nothing of are not said to be without traffic", () => {
    const [one] = gatewaysOf(network({}), []);
    expect(one?.unknown?.reason).toContain("when traffic was last read");
    expect(one?.cost).toMatchObject({ processedUsd: null, totalUsd: null });
  });

  it("of another account say so, have no cost, and no zones that are others", () => {
    const [one] = gatewaysOf(network({ natGateways: [] }), []);
    expect(one?.unknown?.reason).toContain("the account that it stands in");
    expect(one).toMatchObject({ otherZones: null, crossZoneShare: null, cost: { totalUsd: null } });
  });
});

describe("VPCs", () => {
  const vpcsIn = (observed: ObservedNetwork) => vpcsOf([fn], new Map([[key, observed]]), gatewaysOf(observed, [day]));

  it("would save all that the gateway's traffic costs at most, between zones included", () => {
    const [one] = vpcsIn(network({}));
    expect(one?.missingGateways).toEqual(["s3", "dynamodb"]);
    expect(one?.mostSavedUsd).toBeCloseTo(730 * 0.045 + 730 * 0.01 * 2, 6);
  });

  it("do not know their endpoints without the route tables", () => {
    const [one] = vpcsIn(network({ routeTables: [] }));
    expect(one).toMatchObject({ missingGateways: null, mostSavedUsd: null });
  });
});
