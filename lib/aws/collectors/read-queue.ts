import { recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { parseArn } from "#lib/domain/fleet/arn.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { ObservedQueue } from "#lib/domain/fleet/observed-queue.ts";
import type { CollectContext } from "./collector.ts";
import { factOf } from "./failed-fact.ts";

/** How a queue redrives. Queues of other accounts are asked as well: their policy may allow it. */
export async function readQueue(context: CollectContext, queueArn: string): Promise<Fact<ObservedQueue>> {
  return await factOf(context.now, async () => {
    try {
      return await attributesOf(context, queueArn, usualUrl(queueArn));
    } catch (error) {
      if (!(error instanceof AwsFailureError) || error.failure.kind !== "notFound") throw error;
      // Endpoints other than AWS's give queues other addresses, and tell them when asked by name.
      return await attributesOf(context, queueArn, await askedUrl(context, queueArn));
    }
  });
}

async function attributesOf(context: CollectContext, queueArn: string, QueueUrl: string): Promise<ObservedQueue> {
  const answer = await context.call("sqs", "GetQueueAttributes", (sqs, options) =>
    sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["RedrivePolicy", "VisibilityTimeout"] }, options),
  );
  const attributes = recordOrNull(answer.Attributes) ?? {};
  const redrive = redriveOf(textOrNull(attributes.RedrivePolicy));
  return { queueArn, ...redrive, visibilityTimeoutSeconds: wholeNumber(attributes.VisibilityTimeout) };
}

/** `RedrivePolicy` is JSON in a text; its count is a number or a text with digits, as it was once written. */
function redriveOf(policy: string | null): Pick<ObservedQueue, "maxReceiveCount" | "deadLetterTargetArn"> {
  const parsed = policy === null ? null : recordOrNull(parseJson(policy));
  return {
    maxReceiveCount: wholeNumber(parsed?.maxReceiveCount),
    deadLetterTargetArn: textOrNull(parsed?.deadLetterTargetArn),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function wholeNumber(value: unknown): number | null {
  if (typeof value !== "number" && typeof value !== "string") return null;
  const number = Number(value);
  return value !== "" && Number.isInteger(number) ? number : null;
}

function usualUrl(queueArn: string): string {
  const { partition, region, accountId, name } = queueParts(queueArn);
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `https://sqs.${region}.${domain}/${accountId}/${name}`;
}

async function askedUrl(context: CollectContext, queueArn: string): Promise<string> {
  const { accountId, name } = queueParts(queueArn);
  const answer = await context.call("sqs", "GetQueueUrl", (sqs, options) =>
    sqs.getQueueUrl({ QueueName: name, QueueOwnerAWSAccountId: accountId }, options),
  );
  return answer.QueueUrl ?? usualUrl(queueArn);
}

function queueParts(queueArn: string) {
  const parts = parseArn(queueArn);
  return {
    partition: parts?.partition ?? "aws",
    region: parts?.region ?? "",
    accountId: parts?.accountId ?? "",
    name: parts?.resource ?? queueArn,
  };
}
