import type { NatGatewayView } from "#lib/domain/views/network.ts";

/** What a gateway was put down to its functions by, for the middle of a sentence. */
export function natMethodText({ method }: Pick<NatGatewayView, "method">): string {
  return method === "bytes"
    ? "by bytes sent and received (Lambda Insights), at the pace of 30 days"
    : "by invocations of 30 days";
}
