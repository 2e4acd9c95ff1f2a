import { describe, expect, it } from "vitest";
import { diffDocuments } from "#lib/domain/changes/diff-documents.ts";
import type { JsonObject } from "#lib/domain/fleet/observed.ts";
import { moveDirection } from "./vpc-moves.ts";

const inside = (vpc: string, subnet = "subnet-1"): JsonObject => ({
  VpcConfig: { VpcId: vpc, SubnetIds: [subnet], SecurityGroupIds: ["sg-1"] },
});
const outside: readonly JsonObject[] = [
  {},
  { VpcConfig: null },
  { VpcConfig: { VpcId: "", SubnetIds: [], SecurityGroupIds: [] } },
];

describe("moveDirection", () => {
  it.each(outside)("tells a move into a VPC from whatever AWS sends outside of one, and out of it", (none) => {
    expect(moveDirection(diffDocuments(none, inside("vpc-1")))).toBe("in");
    expect(moveDirection(diffDocuments(inside("vpc-1"), none))).toBe("out");
  });

  it("tells a move between VPCs from a change of subnets, which is none", () => {
    expect(moveDirection(diffDocuments(inside("vpc-1"), inside("vpc-2")))).toBe("between");
    expect(moveDirection(diffDocuments(inside("vpc-1"), inside("vpc-1", "subnet-2")))).toBeNull();
    expect(moveDirection(diffDocuments({ MemorySize: 128 }, { MemorySize: 256 }))).toBeNull();
  });

  it("says of an event alone no more than that subnets were set", () => {
    const told = (after: string[]) => [{ path: ["VpcConfig", "SubnetIds"], after, told: true }];
    expect(moveDirection(told(["subnet-1"]))).toBe("set");
    expect(moveDirection(told([]))).toBeNull();
  });
});
