import type { NetworkTemplate } from "#simulator/fleet/functions/settings.ts";
import { hex } from "#simulator/fleet/random.ts";
import type { CellShape } from "#simulator/fleet/shape/shape.ts";

/** One subnet of an account-Region's two VPCs. */
export interface SubnetPlan {
  readonly id: string;
  readonly vpc: "app" | "legacy";
  readonly label: string;
  readonly zone: string;
  readonly cidr: string;
  readonly public: boolean;
}

export function vpcId(cell: CellShape, vpc: "app" | "legacy"): string {
  return `vpc-0${hex(cell.key, `vpc ${vpc}`, 16)}`;
}

export function securityGroupId(cell: CellShape, vpc: "app" | "legacy", label: string): string {
  return `sg-0${hex(cell.key, `group ${vpc} ${label}`, 16)}`;
}

const layout: readonly (readonly [SubnetPlan["vpc"], string, string, string, boolean])[] = [
  ["app", "private-a", "a", "10.20.0.0/20", false],
  ["app", "private-b", "b", "10.20.16.0/20", false],
  ["app", "private-c", "c", "10.20.32.0/20", false],
  ["app", "private-a2", "a", "10.20.48.0/22", false],
  ["app", "tight-a", "a", "10.20.60.0/26", false],
  ["app", "public-a", "a", "10.20.96.0/24", true],
  ["app", "public-b", "b", "10.20.97.0/24", true],
  ["legacy", "legacy-a", "a", "172.28.0.0/24", false],
  ["legacy", "legacy-b", "b", "172.28.1.0/24", false],
  ["legacy", "legacy-public-a", "a", "172.28.9.0/24", true],
];

export function cellSubnets(cell: CellShape): readonly SubnetPlan[] {
  return layout.map(([vpc, label, zone, cidr, isPublic]) => ({
    id: `subnet-0${hex(cell.key, `subnet ${label}`, 16)}`,
    vpc,
    label,
    zone: `${cell.region}${zone}`,
    cidr,
    public: isPublic,
  }));
}

const chosen: Readonly<Record<Exclude<NetworkTemplate, "none">, readonly string[]>> = {
  "one-subnet": ["private-b"],
  "two-zones": ["private-a", "private-b"],
  "one-zone-twice": ["private-a", "private-a2"],
  "running-out": ["tight-a", "private-b"],
  "three-zones": ["private-a", "private-b", "private-c"],
  legacy: ["legacy-a", "legacy-b"],
  "legacy-one-subnet": ["legacy-a"],
};

/** True for the templates that keep a function in one Availability Zone. */
export function isSingleZone(network: NetworkTemplate): boolean {
  return network === "one-subnet" || network === "one-zone-twice" || network === "legacy-one-subnet";
}

/** Empty outside a VPC. */
export function functionSubnets(cell: CellShape, network: NetworkTemplate): readonly SubnetPlan[] {
  if (network === "none") return [];
  const labels = chosen[network];
  return cellSubnets(cell).filter(({ label }) => labels.includes(label));
}
