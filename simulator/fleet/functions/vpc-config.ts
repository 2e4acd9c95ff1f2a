import type { VpcConfigResponse } from "@aws-sdk/client-lambda";
import { functionSubnets, securityGroupId, vpcId } from "#simulator/fleet/network/subnets.ts";
import { chance } from "#simulator/fleet/random.ts";
import type { FunctionPlan } from "./plan.ts";

/** Empty texts and lists outside a VPC, as Lambda answers. */
export function vpcConfigOf(plan: FunctionPlan): VpcConfigResponse {
  const subnets = functionSubnets(plan.cell, plan.network);
  const [first] = subnets;
  if (first === undefined) return { SubnetIds: [], SecurityGroupIds: [], VpcId: "", Ipv6AllowedForDualStack: false };
  return {
    SubnetIds: subnets.map(({ id }) => id),
    SecurityGroupIds: [
      securityGroupId(plan.cell, first.vpc, chance(plan.key, "own group", 0.2) ? "database-clients" : "functions"),
    ],
    VpcId: vpcId(plan.cell, first.vpc),
    Ipv6AllowedForDualStack: false,
  };
}
