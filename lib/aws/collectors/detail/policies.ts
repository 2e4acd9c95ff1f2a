import { readAnswerOf, toJson } from "#lib/aws/answer.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";

/** Resource policies by qualifier, "" for the function itself. A qualifier without a policy is absent. */
export async function readPolicies(
  context: CollectContext,
  functionName: string,
  qualifiers: readonly string[],
): Promise<Readonly<Record<string, Json>>> {
  const policies = await Promise.all(
    ["", ...qualifiers].map(
      async (qualifier) => [qualifier, await readPolicy(context, functionName, qualifier)] as const,
    ),
  );
  return Object.fromEntries(policies.filter(([, policy]) => policy !== null));
}

/** The document; the text itself where it cannot be parsed; null where there is no policy. */
async function readPolicy(context: CollectContext, FunctionName: string, qualifier: string): Promise<Json> {
  try {
    const input = qualifier === "" ? { FunctionName } : { FunctionName, Qualifier: qualifier };
    const answer = await context.call("lambda", "GetPolicy", (lambda, options) => lambda.getPolicy(input, options));
    const text = readAnswerOf(callOf(context, "lambda", "GetPolicy")).text(answer.Policy, "Policy");
    return parsePolicyText(text);
  } catch (error) {
    if (error instanceof AwsFailureError && error.failure.kind === "notFound") return null;
    throw error;
  }
}

function parsePolicyText(text: string): Json {
  try {
    return toJson(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
