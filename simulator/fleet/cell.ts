import type { CapacityProvider, CodeSigningConfig, LayersListItem } from "@aws-sdk/client-lambda";
import { codeSigningArn, createFunction } from "./functions/function.ts";
import { localIndexOf } from "./functions/names.ts";
import { type FunctionPlan, planFunction } from "./functions/plan.ts";
import { scalingOf } from "./functions/scaling.ts";
import { tagsOf } from "./functions/text.ts";
import { trailEventsOf } from "./functions/trail.ts";
import { webFunctionsOf } from "./functions/web-functions.ts";
import { findLogGroupOf, logGroupsOf } from "./logs/groups.ts";
import { createNetwork } from "./network/network.ts";
import { securityGroupId } from "./network/subnets.ts";
import { between } from "./random.ts";
import type { CellShape, FleetShape } from "./shape/shape.ts";
import { teams } from "./shape/words.ts";
import { mappingsOf } from "./triggers/answers.ts";
import { functionNameOfQueue, queuesOf } from "./triggers/queues.ts";
import type { FleetCell } from "./types.ts";

/** Plans of an account-Region, one after the other; nothing is kept. */
export function* plansOf(shape: FleetShape, cell: CellShape): Generator<FunctionPlan> {
  for (let local = 0; local < cell.count; local++) yield planFunction(shape, cell.offset + local);
}

/** What is reserved and provisioned, and the limit that holds it: at least 1,000, raised in steps of 1,000 where more is claimed. */
export function concurrencyOf(
  shape: FleetShape,
  cell: CellShape,
): { limit: number; reserved: number; provisionedWithoutReserved: number } {
  let reserved = 0;
  let provisionedWithoutReserved = 0;
  for (const plan of plansOf(shape, cell)) {
    reserved += plan.reservedConcurrency ?? 0;
    if (plan.reservedConcurrency === null) provisionedWithoutReserved += plan.provisioned ?? 0;
  }
  return {
    limit: Math.max(1, Math.ceil((reserved + provisionedWithoutReserved + 300) / 1000)) * 1000,
    reserved,
    provisionedWithoutReserved,
  };
}

function settingsOf(shape: FleetShape, cell: CellShape): ReturnType<FleetCell["accountSettings"]> {
  const { limit, reserved } = concurrencyOf(shape, cell);
  let TotalCodeSize = 0;
  for (const plan of plansOf(shape, cell)) TotalCodeSize += plan.codeBytes * (1 + plan.versionCount);
  return {
    AccountLimit: {
      TotalCodeSize: 322_122_547_200,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: limit,
      UnreservedConcurrentExecutions: limit - reserved,
    },
    AccountUsage: { TotalCodeSize, FunctionCount: cell.count },
  };
}

function layersOf(cell: CellShape): LayersListItem[] {
  if (cell.count === 0) return [];
  return teams.map((team) => {
    const LayerArn = `arn:aws:lambda:${cell.region}:${cell.account.id}:layer:${team}-shared`;
    const version = between(cell.key, `layer ${team}`, 9, 14);
    return {
      LayerName: `${team}-shared`,
      LayerArn,
      LatestMatchingVersion: {
        LayerVersionArn: `${LayerArn}:${version}`,
        Version: version,
        CreatedDate: "2026-05-04T10:11:12.000+0000",
        CompatibleArchitectures: ["x86_64", "arm64"],
      },
    };
  });
}

function codeSigningOf(shape: FleetShape, cell: CellShape): CodeSigningConfig[] {
  for (const plan of plansOf(shape, cell)) {
    if (plan.setting !== "code-signing") continue;
    const CodeSigningConfigArn = codeSigningArn(plan);
    const SigningProfileVersionArns = [
      `arn:aws:signer:${cell.region}:${cell.account.id}:/signing-profiles/release/AbCdEfGhIj`,
    ];
    return [
      {
        CodeSigningConfigId: CodeSigningConfigArn.slice(CodeSigningConfigArn.lastIndexOf(":") + 1),
        CodeSigningConfigArn,
        AllowedPublishers: { SigningProfileVersionArns },
        CodeSigningPolicies: { UntrustedArtifactOnDeployment: "Warn" },
        LastModified: "2026-03-02T08:00:00.000+0000",
      },
    ];
  }
  return [];
}

function capacityProvidersOf(shape: FleetShape, cell: CellShape): CapacityProvider[] {
  for (const plan of plansOf(shape, cell)) {
    if (plan.setting !== "managed-instances") continue;
    return [
      {
        CapacityProviderArn: `arn:aws:lambda:${cell.region}:${cell.account.id}:capacity-provider:general`,
        State: "Active",
        VpcConfig: { SubnetIds: [], SecurityGroupIds: [securityGroupId(cell, "app", "functions")] },
        PermissionsConfig: { CapacityProviderOperatorRoleArn: `arn:aws:iam::${cell.account.id}:role/ec2-worker` },
        InstanceRequirements: { Architectures: ["arm64"] },
        LastModified: "2026-06-01T08:00:00.000+0000",
      },
    ];
  }
  return [];
}

export function createCell(shape: FleetShape, cell: CellShape): FleetCell {
  const plans = () => [...plansOf(shape, cell)];
  const find = (name: string) => {
    const local = localIndexOf(cell, name);
    return local === null ? null : createFunction(shape, cell.offset + local);
  };
  return {
    accountId: cell.account.id,
    region: cell.region,
    functionCount: cell.count,
    functionAt: (index) => {
      if (index < 0 || index >= cell.count)
        throw new RangeError(`${cell.account.id} ${cell.region} has no function ${index}.`);
      return createFunction(shape, cell.offset + index);
    },
    findFunction: find,
    accountSettings: () => settingsOf(shape, cell),
    eventSourceMappings: () => plans().flatMap(mappingsOf),
    queues: () => plans().flatMap(queuesOf),
    findQueue: (name) => {
      const local = localIndexOf(cell, functionNameOfQueue(name));
      return local === null
        ? null
        : (queuesOf(planFunction(shape, cell.offset + local)).find((queue) => queue.name === name) ?? null);
    },
    logGroups: () => logGroupsOf(shape, cell),
    findLogGroup: (name) => findLogGroupOf(shape, cell, name),
    network: (at) => createNetwork(shape, cell, at),
    taggedResources: () =>
      plans().flatMap((plan) => {
        const tags = Object.entries(tagsOf(plan));
        return tags.length === 0 ? [] : [{ ResourceARN: plan.arn, Tags: tags.map(([Key, Value]) => ({ Key, Value })) }];
      }),
    layers: () => layersOf(cell),
    codeSigningConfigs: () => codeSigningOf(shape, cell),
    capacityProviders: () => capacityProvidersOf(shape, cell),
    scaling: () => scalingOf(plans(), cell),
    webFunctions: () => webFunctionsOf(shape, cell),
    trailEvents: (query) => trailEventsOf(shape, cell, query),
  };
}
