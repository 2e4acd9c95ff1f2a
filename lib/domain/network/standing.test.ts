import { describe, expect, it } from "vitest";
import { forgoneBandwidth } from "./bandwidth-ceiling.ts";
import { plannedCombinations } from "./combinations.ts";
import { interfaceCountsOf, interfaceKindOf } from "./interface-kind.ts";
import { type FunctionStanding, stateTroubles } from "./state-reasons.ts";
import { stanceConcern, vpcStances } from "./vpc-stance.ts";

const standing: FunctionStanding = {
  ...{ state: "Active", stateReason: null, stateReasonCode: null },
  ...{ lastUpdateStatus: "Successful", lastUpdateStatusReason: null, lastUpdateStatusReasonCode: null },
};
const troubles = (more: Partial<FunctionStanding>) => stateTroubles({ ...standing, ...more });

describe("states", () => {
  it("says nothing of an active function whose last update succeeded, nor of what is not known", () => {
    expect(troubles({})).toEqual([]);
    expect(troubles({ state: null, lastUpdateStatus: null })).toEqual([]);
  });

  it("says state and update each by itself", () => {
    const both = troubles({
      ...{ state: "Inactive", stateReasonCode: "Idle" },
      ...{ lastUpdateStatus: "Failed", lastUpdateStatusReasonCode: "EniLimitExceeded" },
    });
    expect(both.map(({ about, status, reasonCode }) => [about, status, reasonCode])).toEqual([
      ["state", "Inactive", "Idle"],
      ["update", "Failed", "EniLimitExceeded"],
    ]);
    expect(both[1]?.remedy).toContain("quota");
  });

  it("shows AWS's own words for a code that is younger than this program", () => {
    const [one] = troubles({ state: "Failed", stateReasonCode: "MoonPhase", stateReason: "The moon is full." });
    expect(one).toMatchObject({ meaning: "The moon is full.", reasonCode: "MoonPhase" });
    expect(one?.remedy).toContain("younger");
    expect(troubles({ state: "Failed" })[0]?.meaning).toBe("AWS gives no reason.");
    expect(troubles({ lastUpdateStatus: "InProgress" })[0]?.remedy).toContain("Wait");
  });
});

describe("plannedCombinations", () => {
  it("counts sets of groups in each subnet, whatever their order", () => {
    const placements = [
      { subnetIds: ["a", "b"], securityGroupIds: ["sg-1", "sg-2"] },
      { subnetIds: ["a"], securityGroupIds: ["sg-2", "sg-1"] },
      { subnetIds: ["a"], securityGroupIds: ["sg-1"] },
    ];
    expect(Object.fromEntries(plannedCombinations(placements))).toEqual({ a: 2, b: 1 });
  });
});

describe("interfaces", () => {
  const signs = { type: "interface", description: null, requesterId: null, onInstance: false };
  it.each([
    [{ type: "lambda" }, "lambda"],
    [{ type: "nat_gateway", description: "RDSNetworkInterface" }, "natGateway"],
    [{ description: "AWS Lambda VPC ENI-1" }, "lambda"],
    [{ description: "RDSNetworkInterface" }, "rds"],
    [{ description: "ElastiCache orders-001" }, "elasticache"],
    [{ description: "EFS mount target for fs-1 (fsmt-1)" }, "efs"],
    [{ description: "ELB app/web/1" }, "loadBalancer"],
    [{ requesterId: "amazon-rds" }, "rds"],
    [{ onInstance: true }, "instance"],
    [{}, "other"],
    [{ type: "toString" }, "other"],
  ])("%j is %s", (more, kind) => expect(interfaceKindOf({ ...signs, ...more })).toBe(kind));

  it("counts kinds that it does not know as other", () => {
    expect(interfaceCountsOf({ rds: 2, quantum: 3, other: 1 })).toEqual({ rds: 2, other: 4 });
  });
});

describe("bandwidth", () => {
  it("names what AWS names, and makes nothing up between", () => {
    expect(forgoneBandwidth(null)).toBeNull();
    expect(forgoneBandwidth(2_047)).toBeNull();
    expect(forgoneBandwidth(2_048)).toMatchObject({ mbps: null });
    expect(forgoneBandwidth(6_000)).toMatchObject({ mbps: null });
    expect(forgoneBandwidth(10_240)).toMatchObject({ mbps: 3_000 });
  });
});

describe("stances", () => {
  it("never make both sides a concern", () => {
    expect(vpcStances.map(stanceConcern)).toEqual([null, "outside", "inside"]);
  });
});
