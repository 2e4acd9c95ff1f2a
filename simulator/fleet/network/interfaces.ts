import { planFunction } from "#simulator/fleet/functions/plan.ts";
import { vpcConfigOf } from "#simulator/fleet/functions/vpc-config.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";
import { functionSubnets, vpcId } from "./subnets.ts";

/** Lambda makes one interface per subnet and security group that functions use together. */
export interface InterfaceUse {
  readonly subnetId: string;
  readonly groupId: string;
  readonly zone: string;
  readonly vpc: string;
}

/** Few per account-Region, but every function has to be looked at for them. */
const known = new WeakMap<CellShape, readonly InterfaceUse[]>();

export function configurationVpc(shape: FleetShape, cell: CellShape): readonly InterfaceUse[] {
  const found = known.get(cell) ?? findInterfaces(shape, cell);
  known.set(cell, found);
  return found;
}

function findInterfaces(shape: FleetShape, cell: CellShape): InterfaceUse[] {
  const uses = new Map<string, InterfaceUse>();
  for (let local = 0; local < cell.count; local++) {
    const plan = planFunction(shape, cell.offset + local);
    if (plan.network === "none") continue;
    const [groupId] = vpcConfigOf(plan).SecurityGroupIds ?? [];
    for (const subnet of functionSubnets(cell, plan.network)) {
      if (groupId !== undefined)
        uses.set(`${subnet.id} ${groupId}`, {
          subnetId: subnet.id,
          groupId,
          zone: subnet.zone,
          vpc: vpcId(cell, subnet.vpc),
        });
    }
  }
  return [...uses.values()];
}
