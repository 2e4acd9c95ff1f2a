import { numberOrNull, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { onFailureOf } from "#lib/aws/collectors/parse-mapping.ts";
import type { ObservedAsyncConfig } from "#lib/domain/fleet/observed.ts";
import { listPages } from "./list-pages.ts";
import { qualifierOf } from "./urls.ts";

/** How asynchronous invocations of a function, its versions and aliases are retried, and where they go then. */
export async function readAsyncConfigs(
  context: CollectContext,
  FunctionName: string,
): Promise<readonly ObservedAsyncConfig[]> {
  const entries = await listPages(context, "ListFunctionEventInvokeConfigs", async (Marker) => {
    const answer = await context.call("lambda", "ListFunctionEventInvokeConfigs", (lambda, options) =>
      lambda.listFunctionEventInvokeConfigs({ FunctionName, Marker, MaxItems: 50 }, options),
    );
    return { items: answer.FunctionEventInvokeConfigs, nextMarker: answer.NextMarker };
  });
  return entries.map((config) => ({
    qualifier: qualifierOf(config.FunctionArn),
    maximumRetryAttempts: numberOrNull(config.MaximumRetryAttempts),
    maximumEventAgeSeconds: numberOrNull(config.MaximumEventAgeInSeconds),
    onFailureDestinationArn: onFailureOf(config.DestinationConfig),
    onSuccessDestinationArn: textOrNull(recordOrNull(recordOrNull(config.DestinationConfig)?.OnSuccess)?.Destination),
  }));
}
