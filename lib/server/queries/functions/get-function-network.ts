import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getNeedSigns, listPrivateActions } from "#lib/db/sql/network/need-signs.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import { forgoneBandwidth } from "#lib/domain/network/bandwidth-ceiling.ts";
import { natGatewaysBehind } from "#lib/domain/network/gateway-endpoints.ts";
import { stateTroubles } from "#lib/domain/network/state-reasons.ts";
import type { VpcNeedVerdict } from "#lib/domain/network/vpc-need.ts";
import type { FunctionNetworkView, FunctionThing } from "#lib/domain/views/function-detail.ts";
import { needJudge } from "#lib/server/queries/network/need-of.ts";
import { readNetworkSettings } from "#lib/services/settings/network-settings.ts";
import { getUnreadSources } from "./unread-sources.ts";

/** The subnets and zones that a function stands in, whether it needs to, and how it stands. */
export async function getFunctionNetwork(thing: FunctionThing): Promise<FunctionNetworkView> {
  const { accountId, region, subnetIds } = thing;
  const { prisma, pool } = sharedDatabase();
  const [place, unread, standing, { vpcStance }] = await Promise.all([
    prisma.accountRegion.findUnique({ where: { accountId_region: { accountId, region } } }),
    getUnreadSources({ accountIds: [accountId], regions: [region] }, ["network"]),
    prisma.function.findUnique({
      where: { arn: thing.arn },
      select: { answer: true, stateReasonCode: true, stateSince: true },
    }),
    readNetworkSettings(pool),
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
  const answered = recordOf(standing?.answer);
  return {
    subnets,
    zones: [...zones].sort(),
    unknown: network ? null : (unread.lookup(accountId, region, "network") ?? notRead),
    stance: vpcStance,
    need: thing.vpcId === null ? null : await needOf(thing.arn, network ?? undefined),
    natGateways: network ? natGatewaysBehind(subnetIds, network) : null,
    bandwidth: thing.vpcId === null ? null : (forgoneBandwidth(thing.memoryMb)?.text ?? null),
    troubles: stateTroubles({
      state: thing.state,
      stateReason: thing.stateReason,
      stateReasonCode: standing?.stateReasonCode ?? null,
      lastUpdateStatus: thing.lastUpdateStatus,
      lastUpdateStatusReason: textOf(answered.LastUpdateStatusReason),
      lastUpdateStatusReasonCode: textOf(answered.LastUpdateStatusReasonCode),
    }),
    stateSince: standing?.stateSince?.toISOString() ?? null,
  };
}

async function needOf(arn: string, network: ObservedNetwork | undefined): Promise<VpcNeedVerdict | null> {
  const { pool } = sharedDatabase();
  const signs = await getNeedSigns(pool, arn);
  if (signs === null) return null;
  const actions = await listPrivateActions(pool, signs.roleArn === null ? [] : [signs.roleArn]);
  return needJudge(network, new Map(actions.map((row) => [row.roleArn, row])))(signs);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
