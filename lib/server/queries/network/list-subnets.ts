import type { SubnetDayRow, VpcFunctionRow } from "#lib/db/sql/network/vpc-functions.ts";
import type { ObservedNetwork, ObservedSubnet } from "#lib/domain/fleet/observed.ts";
import { ipRunway } from "#lib/domain/network/ip-runway.ts";
import type { SubnetView } from "#lib/domain/views/network.ts";
import { placeKey } from "./read-network.ts";

/** Subnets that functions stand in, those that run out first at the top. */
export function subnetsOf(
  functions: readonly VpcFunctionRow[],
  networks: ReadonlyMap<string, ObservedNetwork>,
  days: readonly SubnetDayRow[],
): SubnetView[] {
  const seen = Map.groupBy(days, ({ accountId, region, subnetId }) => `${placeKey(accountId, region)} ${subnetId}`);
  const users = countUsers(functions);
  const views = [...networks].flatMap(([place, network]) =>
    network.subnets
      .filter(({ subnetId }) => users.has(`${place} ${subnetId}`))
      .map((subnet) => subnetView(place, subnet, network, users, seen.get(`${place} ${subnet.subnetId}`) ?? [])),
  );
  return views.toSorted(
    (a, b) =>
      Number(b.tight) - Number(a.tight) ||
      (a.daysToZero ?? Infinity) - (b.daysToZero ?? Infinity) ||
      (a.available ?? Infinity) - (b.available ?? Infinity),
  );
}

function countUsers(functions: readonly VpcFunctionRow[]): Map<string, number> {
  const users = new Map<string, number>();
  for (const { accountId, region, subnetIds } of functions) {
    for (const id of subnetIds) {
      const key = `${placeKey(accountId, region)} ${id}`;
      users.set(key, (users.get(key) ?? 0) + 1);
    }
  }
  return users;
}

function subnetView(
  place: string,
  subnet: ObservedSubnet,
  network: ObservedNetwork,
  users: ReadonlyMap<string, number>,
  days: readonly SubnetDayRow[],
): SubnetView {
  const [accountId = "", region = ""] = place.split(":");
  const runway = ipRunway(days);
  return {
    subnetId: subnet.subnetId,
    name: subnet.name,
    vpcId: subnet.vpcId,
    accountId,
    region,
    availabilityZone: subnet.availabilityZone,
    functions: users.get(`${place} ${subnet.subnetId}`) ?? 0,
    interfaces: network.lambdaInterfacesBySubnet?.[subnet.subnetId] ?? null,
    available: runway?.available ?? subnet.availableIpAddressCount,
    perDay: runway?.perDay ?? null,
    daysToZero: runway?.daysToZero ?? null,
    tight: runway?.tight ?? (subnet.availableIpAddressCount ?? Infinity) < 8,
    daysKnown: days.length,
  };
}
