import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  InvalidNextTokenException,
  paginateDescribeScheduledActions,
} from "@aws-sdk/client-application-auto-scaling";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import type { FleetCell } from "#simulator/fleet/types.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const region = "eu-west-1";
const lambda = { ServiceNamespace: "lambda" } as const;
let simulator: Simulator;
let cell: FleetCell;
let client: ApplicationAutoScalingClient;

beforeAll(async () => {
  simulator = await startSimulator({ accounts: 1, regions: [region], functions: 120, seed: 5, quotaScale: 1_000 });
  const found = simulator.fleet.cell(simulator.fleet.accounts[0]?.id ?? "", region);
  if (found === null) throw new Error("The fleet has no account-Region.");
  cell = found;
  client = new ApplicationAutoScalingClient({ ...clientConfig(simulator, { accountId: cell.accountId }), region });
});

afterAll(() => simulator.close());

describe("Application Auto Scaling", () => {
  it("tells targets, schedules and policies of provisioned concurrency over the wire", async () => {
    const scaling = cell.scaling();
    expect(scaling.targets.length).toBeGreaterThan(0);
    const { ScalableTargets } = await client.send(new DescribeScalableTargetsCommand(lambda));
    expect(ScalableTargets).toEqual(scaling.targets);
    const { ScheduledActions } = await client.send(new DescribeScheduledActionsCommand(lambda));
    expect(ScheduledActions).toEqual(scaling.actions);
    const { ScalingPolicies = [] } = await client.send(new DescribeScalingPoliciesCommand(lambda));
    expect(ScalingPolicies).toEqual(scaling.policies);
  });

  it("gives pages, and one resource where it is named", async () => {
    const names: (string | undefined)[] = [];
    for await (const page of paginateDescribeScheduledActions({ client, pageSize: 1 }, { ...lambda })) {
      expect(page.ScheduledActions).toHaveLength(1);
      names.push(page.ScheduledActions?.[0]?.ScheduledActionName);
    }
    expect(names).toEqual(cell.scaling().actions.map(({ ScheduledActionName }) => ScheduledActionName));
    const ResourceId = cell.scaling().targets[0]?.ResourceId ?? "";
    const { ScalableTargets } = await client.send(
      new DescribeScalableTargetsCommand({ ...lambda, ResourceIds: [ResourceId, "function:nobody:live"] }),
    );
    expect(ScalableTargets?.map((target) => target.ResourceId)).toEqual([ResourceId]);
  });

  it("has nothing of other services, and refuses a token that it did not give", async () => {
    const { ScalableTargets } = await client.send(new DescribeScalableTargetsCommand({ ServiceNamespace: "ecs" }));
    expect(ScalableTargets).toEqual([]);
    const strange = client.send(new DescribeScalableTargetsCommand({ ...lambda, NextToken: "strange" }));
    await expect(strange).rejects.toBeInstanceOf(InvalidNextTokenException);
  });
});
