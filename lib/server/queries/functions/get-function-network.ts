import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed.ts";
import type { FunctionNetworkView, FunctionThing } from "#lib/domain/views/function-detail.ts";
import { getUnreadSources } from "./unread-sources.ts";

/** The subnets and zones that a function stands in. */
export async function getFunctionNetwork(thing: FunctionThing): Promise<FunctionNetworkView> {
  const { accountId, region, subnetIds } = thing;
  const [place, unread] = await Promise.all([
    sharedDatabase().prisma.accountRegion.findUnique({ where: { accountId_region: { accountId, region } } }),
    getUnreadSources({ accountIds: [accountId], regions: [region] }, ["network"]),
  ]);
  const network = place?.network as unknown as ObservedNetwork | null | undefined;
  const bySubnet = new Map(network?.subnets.map((subnet) => [subnet.subnetId, subnet]));
  const subnets = subnetIds.map((subnetId) => {
    const subnet = bySubnet.get(subnetId);
    return {
      subnetId,
      name: subnet?.name ?? null,
      availabilityZone: subnet?.availabilityZone ?? null,
      cidrBlock: subnet?.cidrBlock ?? null,
      freeAddresses: subnet?.availableIpAddressCount ?? null,
    };
  });
  const zones = new Set(subnets.flatMap(({ availabilityZone }) => availabilityZone ?? []));
  const notRead = {
    state: "notYetRead",
    reason: "The network of this Region has not been read yet.",
    since: null,
  } as const;
  return {
    subnets,
    zones: [...zones].sort(),
    unknown: network ? null : (unread.lookup(accountId, region, "network") ?? notRead),
  };
}
