/**
 * Traffic of NAT gateways as CloudWatch tells it (namespace AWS/NATGateway, dimension NatGatewayId). The source is the
 * side of the VPC, the destination everything beyond the gateway. What the gateway sends on (BytesOutToDestination,
 * BytesOutToSource) is the same bytes again: it is neither billed nor asked for.
 */
export interface NatTraffic {
  /** BytesInFromSource: what came out of the VPC. */
  readonly inFromSourceBytes: number | null;
  /** BytesInFromDestination: what came back. */
  readonly inFromDestinationBytes: number | null;
}

/** One UTC day of one gateway; `day` is YYYY-MM-DD. */
export interface NatGatewayDay extends NatTraffic {
  readonly natGatewayId: string;
  readonly day: string;
}

/** CloudWatch's name of each figure. */
export const natMetrics = [
  { metricName: "BytesInFromSource", field: "inFromSourceBytes" },
  { metricName: "BytesInFromDestination", field: "inFromDestinationBytes" },
] as const satisfies readonly { metricName: string; field: keyof NatTraffic }[];

/** How the last reading of an account-Region's traffic went. The shape that is stored. */
export interface NatTrafficReading {
  readonly state: "known" | "denied" | "failed" | "notYetRead";
  /** A sentence, unless it is known. */
  readonly reason: string | null;
  /** ISO instant of the reading. */
  readonly observedAt: string;
  /** Days before this one (YYYY-MM-DD) were read; null where none ever were. */
  readonly readTo: string | null;
}

/**
 * Bytes that AWS bills as processed: each byte once, whichever way it went. The gateway takes it in on one side and sends
 * it on at the other, so what it took in on both sides is counted, and what it sent on is not. Null while either side is
 * not known.
 */
export function processedBytes({ inFromSourceBytes, inFromDestinationBytes }: NatTraffic): number | null {
  return inFromSourceBytes === null || inFromDestinationBytes === null
    ? null
    : inFromSourceBytes + inFromDestinationBytes;
}

/** What the days that are known come to. */
export interface NatTrafficSum {
  /** Days of which the processed bytes are known. */
  readonly days: number;
  readonly processedBytes: number;
  /** What came out of the VPC, and what came back, over the same days. */
  readonly outBytes: number;
  readonly backBytes: number;
}

/** Sums the days that are known; null where none is. */
export function sumTraffic(days: readonly NatTraffic[]): NatTrafficSum | null {
  const known = days.filter((day) => processedBytes(day) !== null);
  if (known.length === 0) return null;
  const sum = (read: (day: NatTraffic) => number | null) => known.reduce((total, day) => total + (read(day) ?? 0), 0);
  return {
    days: known.length,
    processedBytes: sum(processedBytes),
    outBytes: sum(({ inFromSourceBytes }) => inFromSourceBytes),
    backBytes: sum(({ inFromDestinationBytes }) => inFromDestinationBytes),
  };
}
