import { readAnswerOf } from "#lib/aws/answer.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";

/** `Terminate` or `Allow`: what Lambda does when it sees the function call itself. */
export async function readRecursion(context: CollectContext, FunctionName: string): Promise<string> {
  const answer = await context.call("lambda", "GetFunctionRecursionConfig", (lambda, options) =>
    lambda.getFunctionRecursionConfig({ FunctionName }, options),
  );
  const read = readAnswerOf(callOf(context, "lambda", "GetFunctionRecursionConfig"));
  return read.text(answer.RecursiveLoop, "RecursiveLoop");
}
