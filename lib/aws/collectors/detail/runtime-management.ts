import { otherOf, readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import type { ObservedRuntimeManagement } from "#lib/domain/fleet/observed.ts";

const known = ["UpdateRuntimeOn", "FunctionArn", "RuntimeVersionArn", "$metadata"];

/** When Lambda moves a function to a newer version of its runtime. */
export async function readRuntimeManagement(
  context: CollectContext,
  FunctionName: string,
): Promise<ObservedRuntimeManagement> {
  const parsed = await context.call("lambda", "GetRuntimeManagementConfig", (lambda, options) =>
    lambda.getRuntimeManagementConfig({ FunctionName }, options),
  );
  const answer = { ...parsed };
  const read = readAnswerOf(callOf(context, "lambda", "GetRuntimeManagementConfig"));
  return {
    updateRuntimeOn: read.text(answer.UpdateRuntimeOn, "UpdateRuntimeOn"),
    runtimeVersionArn: textOrNull(answer.RuntimeVersionArn),
    ...otherOf(answer, known),
  };
}
