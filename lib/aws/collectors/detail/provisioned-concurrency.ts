import { numberOrNull, otherOf, textOrNull } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import type { ObservedProvisionedConcurrency } from "#lib/domain/fleet/observed.ts";
import { listPages } from "./list-pages.ts";
import { qualifierOf } from "./urls.ts";

const known = [
  "FunctionArn",
  "LastModified",
  "RequestedProvisionedConcurrentExecutions",
  "AllocatedProvisionedConcurrentExecutions",
  "AvailableProvisionedConcurrentExecutions",
  "Status",
];

/** Provisioned concurrency of a function's versions and aliases. */
export async function readProvisionedConcurrency(
  context: CollectContext,
  FunctionName: string,
): Promise<readonly ObservedProvisionedConcurrency[]> {
  const entries = await listPages(context, {
    operation: "ListProvisionedConcurrencyConfigs",
    member: "ProvisionedConcurrencyConfigs",
    send: (lambda, Marker, options) =>
      lambda.listProvisionedConcurrencyConfigs({ FunctionName, Marker, MaxItems: 50 }, options),
  });
  return entries.map((config) => ({
    qualifier: qualifierOf(config.FunctionArn) ?? "",
    requested: numberOrNull(config.RequestedProvisionedConcurrentExecutions) ?? 0,
    allocated: numberOrNull(config.AllocatedProvisionedConcurrentExecutions) ?? 0,
    available: numberOrNull(config.AvailableProvisionedConcurrentExecutions) ?? 0,
    status: textOrNull(config.Status) ?? "Unknown",
    ...otherOf(config, known),
  }));
}
