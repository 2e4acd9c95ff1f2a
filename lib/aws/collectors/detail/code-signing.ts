import { textOrNull } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";

/** The code signing configuration that a function is bound to; null for none. */
export async function readCodeSigning(context: CollectContext, FunctionName: string): Promise<string | null> {
  try {
    const answer = await context.call("lambda", "GetFunctionCodeSigningConfig", (lambda, options) =>
      lambda.getFunctionCodeSigningConfig({ FunctionName }, options),
    );
    const arn = textOrNull(answer.CodeSigningConfigArn);
    return arn === "" ? null : arn;
  } catch (error) {
    // CodeSigningConfigNotFoundException aside, a function without one answers with an empty ARN.
    if (error instanceof AwsFailureError && error.failure.kind === "notFound") return null;
    throw error;
  }
}
