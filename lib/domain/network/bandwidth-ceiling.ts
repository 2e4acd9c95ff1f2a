/**
 * The network of one execution environment, by AWS's quota page of 2026 (announced August 2026): 625 Mbps; from 2,048 MB
 * of memory on a function outside a VPC can be raised, to 3,000 Mbps at 10,240 MB. AWS names no figure between the two, so
 * none is made up here. A function in a VPC stays at 625 Mbps.
 */
const vpcMbps = 625;
const raisedFromMb = 2_048;
const raisedMost = { memoryMb: 10_240, mbps: 3_000 } as const;

/** What a function in a VPC forgoes. Null: nothing, or its memory is not known. */
export interface ForgoneBandwidth {
  /** What it could be raised to outside a VPC; null where AWS names no figure for its memory. */
  readonly mbps: number | null;
  readonly text: string;
}

export function forgoneBandwidth(memoryMb: number | null): ForgoneBandwidth | null {
  if (memoryMb === null || memoryMb < raisedFromMb) return null;
  if (memoryMb >= raisedMost.memoryMb)
    return { mbps: raisedMost.mbps, text: `${vpcMbps} Mbps in a VPC; up to 3,000 Mbps outside one` };
  return { mbps: null, text: `${vpcMbps} Mbps in a VPC; more outside one (3,000 Mbps at 10,240 MB)` };
}
