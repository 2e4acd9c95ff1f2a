import { numberOrNull, otherOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { onFailureOf } from "#lib/aws/collectors/parse-mapping.ts";
import type { ObservedAsyncConfig } from "#lib/domain/fleet/observed.ts";
import { listPages } from "./list-pages.ts";
import { qualifierOf } from "./urls.ts";

const known = ["FunctionArn", "LastModified", "MaximumRetryAttempts", "MaximumEventAgeInSeconds"].concat(
  ["OnSuccess", "OnFailure"].map((name) => `DestinationConfig.${name}.Destination`),
);

/** How asynchronous invocations of a function, its versions and aliases are retried, and where they go then. */
export async function readAsyncConfigs(
  context: CollectContext,
  FunctionName: string,
): Promise<readonly ObservedAsyncConfig[]> {
  const entries = await listPages(context, {
    operation: "ListFunctionEventInvokeConfigs",
    member: "FunctionEventInvokeConfigs",
    send: (lambda, Marker, options) =>
      lambda.listFunctionEventInvokeConfigs({ FunctionName, Marker, MaxItems: 50 }, options),
  });
  return entries.map((config) => ({
    qualifier: qualifierOf(config.FunctionArn),
    maximumRetryAttempts: numberOrNull(config.MaximumRetryAttempts),
    maximumEventAgeSeconds: numberOrNull(config.MaximumEventAgeInSeconds),
    onFailureDestinationArn: onFailureOf(config.DestinationConfig),
    onSuccessDestinationArn: textOrNull(recordOrNull(recordOrNull(config.DestinationConfig)?.OnSuccess)?.Destination),
    ...otherOf(config, known),
  }));
}
