import type { FleetCell } from "#simulator/fleet/types.ts";

const DEFAULT_CONCURRENCY = 1_000;
const CODE_STORAGE_BYTES = 300 * 1024 ** 3;

/** An enabled Region of an account in which it runs nothing. */
export function emptyCell(accountId: string, region: string): FleetCell {
  return {
    accountId,
    region,
    functionCount: 0,
    functionAt: (index) => {
      throw new RangeError(`${accountId} has no functions in ${region}, so there is none at ${index}.`);
    },
    findFunction: () => null,
    accountSettings: () => ({
      AccountLimit: {
        TotalCodeSize: CODE_STORAGE_BYTES,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: DEFAULT_CONCURRENCY,
        UnreservedConcurrentExecutions: DEFAULT_CONCURRENCY,
      },
      AccountUsage: { TotalCodeSize: 0, FunctionCount: 0 },
    }),
    eventSourceMappings: () => [],
    queues: () => [],
    findQueue: () => null,
    logGroups: () => [],
    findLogGroup: () => null,
    network: () => ({
      vpcs: [],
      subnets: [],
      routeTables: [],
      natGateways: [],
      vpcEndpoints: [],
      securityGroups: [],
      networkInterfaces: [],
    }),
    taggedResources: () => [],
    layers: () => [],
    codeSigningConfigs: () => [],
    capacityProviders: () => [],
    scaling: () => ({ targets: [], actions: [], policies: [] }),
    webFunctions: () => [],
    trailEvents: () => [],
  };
}
