import { numberOrNull, otherOf, recordOrNull } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { inParallel } from "#lib/aws/collectors/in-parallel.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { ObservedScaling } from "#lib/domain/fleet/observed.ts";

const known = ["FunctionArn", "$metadata"].concat(
  ["Applied", "Requested"].flatMap((which) =>
    ["Min", "Max"].map((bound) => `${which}FunctionScalingConfig.${bound}ExecutionEnvironments`),
  ),
);

/** Versions asked about side by side. */
const atOnce = 4;

/**
 * How many execution environments the versions of a function on Managed Instances keep: one call for each, since only
 * published versions and `$LATEST.PUBLISHED` scale. A version that is not on a capacity provider has no such config.
 */
export async function readScaling(
  context: CollectContext,
  FunctionName: string,
  qualifiers: readonly string[],
): Promise<readonly ObservedScaling[]> {
  const found = await inParallel(
    qualifiers,
    atOnce,
    async (qualifier) => await readOne(context, FunctionName, qualifier),
  );
  return found.filter((one) => one !== null);
}

async function readOne(
  context: CollectContext,
  FunctionName: string,
  Qualifier: string,
): Promise<ObservedScaling | null> {
  try {
    const parsed = await context.call("lambda", "GetFunctionScalingConfig", (lambda, options) =>
      lambda.getFunctionScalingConfig({ FunctionName, Qualifier }, options),
    );
    const answer = { ...parsed };
    const applied = recordOrNull(answer.AppliedFunctionScalingConfig);
    const requested = recordOrNull(answer.RequestedFunctionScalingConfig);
    return {
      qualifier: Qualifier,
      minimumEnvironments: numberOrNull(applied?.MinExecutionEnvironments),
      maximumEnvironments: numberOrNull(applied?.MaxExecutionEnvironments),
      requestedMinimumEnvironments: numberOrNull(requested?.MinExecutionEnvironments),
      requestedMaximumEnvironments: numberOrNull(requested?.MaxExecutionEnvironments),
      ...otherOf(answer, known),
    };
  } catch (error) {
    if (error instanceof AwsFailureError && error.failure.kind === "notFound") return null;
    throw error;
  }
}
