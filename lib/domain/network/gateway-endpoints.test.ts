import { describe, expect, it } from "vitest";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import { missingGateways, natGatewaysUsed } from "./gateway-endpoints.ts";

const table = (routeTableId: string, isMain: boolean, subnetIds: string[], target: string) => ({
  routeTableId,
  vpcId: "vpc-1",
  isMain,
  subnetIds,
  routes: [{ destination: "0.0.0.0/0", target, state: "active" }],
});

const gateway = (service: string, routeTableIds: string[]) => ({
  endpointId: `vpce-${service}`,
  vpcId: "vpc-1",
  type: "Gateway",
  serviceName: `com.amazonaws.eu-west-1.${service}`,
  state: "available",
  routeTableIds,
  subnetIds: [],
});

const network = (endpoints: ObservedNetwork["endpoints"]): ObservedNetwork => ({
  subnets: [],
  routeTables: [table("rtb-main", true, [], "igw-1"), table("rtb-a", false, ["subnet-a"], "nat-1")],
  natGateways: [],
  endpoints,
  securityGroups: [],
  lambdaInterfacesBySubnet: {},
});

describe("missingGateways", () => {
  it.each([
    ["none", [], ["s3", "dynamodb"]],
    ["S3 alone", [gateway("s3", ["rtb-a", "rtb-main"])], ["dynamodb"]],
    ["S3 on another table", [gateway("s3", ["rtb-main"])], ["s3", "dynamodb"]],
    ["both", [gateway("s3", ["rtb-a"]), gateway("dynamodb", ["rtb-a"])], []],
    [
      "one that is being deleted",
      [{ ...gateway("s3", ["rtb-a"]), state: "deleting" }, gateway("dynamodb", ["rtb-a"])],
      ["s3"],
    ],
  ])("with %s", (_, endpoints, missing) => {
    expect(missingGateways("vpc-1", ["subnet-a"], network(endpoints))).toEqual(missing);
  });

  it("is not known where the route table of a subnet was not read", () => {
    const endpoints = [gateway("s3", ["rtb-a"]), gateway("dynamodb", ["rtb-a"])];
    const shared = { ...network(endpoints), routeTables: network([]).routeTables.filter(({ isMain }) => !isMain) };
    expect(missingGateways("vpc-1", ["subnet-a", "subnet-b"], shared)).toBeNull();
    expect(missingGateways("vpc-2", ["subnet-a"], shared)).toBeNull();
    expect(missingGateways("vpc-1", ["subnet-a"], shared)).toEqual([]);
  });

  it("takes the main table for a subnet without one of its own, and each that is used", () => {
    const endpoints = [gateway("s3", ["rtb-main"]), gateway("dynamodb", ["rtb-main"])];
    expect(missingGateways("vpc-1", ["subnet-b"], network(endpoints))).toEqual([]);
    expect(missingGateways("vpc-1", ["subnet-a", "subnet-b"], network(endpoints))).toEqual(["s3", "dynamodb"]);
  });
});

describe("natGatewaysUsed", () => {
  it("lists those that the subnets' routes lead to", () => {
    expect(natGatewaysUsed("vpc-1", ["subnet-a", "subnet-b"], network([]))).toEqual(["nat-1"]);
    expect(natGatewaysUsed("vpc-1", ["subnet-b"], network([]))).toEqual([]);
    expect(natGatewaysUsed("vpc-2", ["subnet-a"], network([]))).toEqual([]);
  });
});
