import { natId } from "#simulator/fleet/network/network.ts";
import { between, keyOf } from "#simulator/fleet/random.ts";
import type { CellShape } from "#simulator/fleet/shape/shape.ts";

const hourMs = 3_600_000;
const vpcNames = ["app", "legacy"] as const;

/** The side of the VPC is the source; each byte is taken in on one side and sent on at the other. */
const wayOf: Readonly<Record<string, "out" | "back">> = {
  BytesInFromSource: "out",
  BytesOutToDestination: "out",
  BytesInFromDestination: "back",
  BytesOutToSource: "back",
};

/** Bytes of one hour: some 20 to 60 MB leave the VPC, and two to five times as much comes back. */
function hourBytes(cell: CellShape, vpc: (typeof vpcNames)[number], hour: number, way: "out" | "back"): number {
  const key = keyOf(cell.key, `nat traffic ${vpc}`);
  const out = between(key, hour, 20_000_000, 60_000_000);
  return way === "out" ? out : out * between(keyOf(key, "back"), hour, 2, 5);
}

/**
 * The truth of AWS/NATGateway: bytes of [from, to), which are whole hours. Null for a gateway that the account-Region does
 * not have, and for a metric that is none.
 */
export function natBytes(
  cell: CellShape,
  natGatewayId: string,
  metric: string,
  from: number,
  to: number,
): number | null {
  const vpc = vpcNames.find((name) => natId(cell, name) === natGatewayId);
  const way = Object.hasOwn(wayOf, metric) ? wayOf[metric] : undefined;
  if (vpc === undefined || way === undefined) return null;
  let bytes = 0;
  for (let at = Math.floor(from / hourMs); at * hourMs < to; at += 1) bytes += hourBytes(cell, vpc, at, way);
  return bytes;
}
