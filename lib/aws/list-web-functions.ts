import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { Command } from "@smithy/core/client";
import { getEndpointPlugin } from "@smithy/core/endpoints";
import { recordOrNull } from "./answer.ts";
import type { CallAws } from "./call-aws.ts";
import type { ClientTypes } from "./client-catalog.ts";
import { AwsFailureError } from "./failure.ts";

export interface ListWebFunctionsInput {
  /** 1 to 50. */
  readonly maxResults: number;
  readonly nextToken: string | undefined;
}

type LambdaConfig = ClientTypes["lambda"]["config"];

/**
 * ListWebFunctions of AWS Lambda Web (API version 2025-03-07), for which no client is published: it is served by
 * Lambda's own endpoint under Lambda's own signature, so Lambda's client sends it, with all that a client brings along
 * (credentials, quotas, retries, meters). The answer's fields are read from its bytes, so its schema names none.
 */
const ListWebFunctionsCommand = Command.classBuilder<
  ListWebFunctionsInput,
  { $metadata: object },
  LambdaConfig,
  object,
  { $metadata: object }
>()
  .ep(ListFunctionsCommand.getEndpointParameterInstructions())
  .m((command, _stack, config: LambdaConfig) => [getEndpointPlugin(config, command.getEndpointParameterInstructions())])
  .s("AWSGirApiService", "ListWebFunctions", {})
  .n("LambdaClient", "ListWebFunctionsCommand")
  .sc([
    9,
    "com.amazonaws.lambdaweb",
    "ListWebFunctions",
    { http: ["POST", "/2025-03-07/web-functions", 200] },
    () => [3, "com.amazonaws.lambdaweb", "ListWebFunctionsRequest", 0, ["maxResults", "nextToken"], [1, 0]],
    () => [3, "com.amazonaws.lambdaweb", "ListWebFunctionsResponse", 0, [], []],
  ])
  .build();

/**
 * One page of an account-Region's web functions as AWS sent it, its bytes parsed; null where its endpoint does not offer
 * them: one without the operation says so, and where it is not routed at all, Lambda's edge refuses it in XML, which this
 * service never speaks.
 */
export async function readWebFunctionPage(
  call: CallAws,
  input: ListWebFunctionsInput,
): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const answer: object = await call(
      "lambda",
      "ListWebFunctions",
      async (lambda, options) => await lambda.send(new ListWebFunctionsCommand(input) as never, options),
    );
    return { ...answer };
  } catch (error) {
    const kind = error instanceof AwsFailureError ? error.failure.kind : null;
    const refused = kind === "denied" || kind === "malformed" || kind === "unexpected";
    if (kind === "unsupported" || kind === "notFound" || (refused && isMarkup(error))) return null;
    throw error;
  }
}

/** Whether what was answered was XML or HTML. */
function isMarkup(error: unknown): boolean {
  const response = recordOrNull(recordOrNull(error instanceof Error ? error.cause : null)?.$response);
  const body = response?.body;
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body.subarray(0, 64)) : String(body ?? "");
  return /^\s*</.test(text);
}
