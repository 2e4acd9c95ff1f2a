import type { NetworkRow } from "#lib/db/sql/network/vpc-functions.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";

/** The observed networks by `account:region`. The store holds what the collector wrote, so its frame alone is checked. */
export function networksByPlace(rows: readonly NetworkRow[]): Map<string, ObservedNetwork> {
  return new Map(
    rows.flatMap(({ accountId, region, network }) =>
      isNetwork(network) ? [[placeKey(accountId, region), network]] : [],
    ),
  );
}

export const placeKey = (accountId: string, region: string): string => `${accountId}:${region}`;

const lists = ["subnets", "routeTables", "natGateways", "endpoints"];

function isNetwork(value: unknown): value is ObservedNetwork {
  if (typeof value !== "object" || value === null) return false;
  const entries = new Map(Object.entries(value));
  return lists.every((name) => Array.isArray(entries.get(name)));
}
