import type {
  GetQueueAttributesRequest,
  GetQueueAttributesResult,
  GetQueueUrlRequest,
  GetQueueUrlResult,
  ListQueuesRequest,
  ListQueuesResult,
} from "@aws-sdk/client-sqs";
import type { FleetQueue } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 1_000;

const getQueueUrl: Operation<GetQueueUrlRequest, GetQueueUrlResult> = (input, call) => {
  const owner = input.QueueOwnerAWSAccountId ?? call.accountId;
  return { QueueUrl: findQueue(call, input.QueueName, owner).url };
};

const getQueueAttributes: Operation<GetQueueAttributesRequest, GetQueueAttributesResult> = (input, call) => {
  const [owner, name] = (input.QueueUrl ?? "").split("/").slice(-2);
  const { attributes } = findQueue(call, name, owner ?? call.accountId);
  const wanted = new Set<string>(input.AttributeNames ?? []);
  if (wanted.size === 0) {
    return {};
  }
  const shown = Object.entries(attributes).filter(([key]) => wanted.has("All") || wanted.has(key));
  return { Attributes: Object.fromEntries(shown) };
};

const listQueues: Operation<ListQueuesRequest, ListQueuesResult> = (input, call) => {
  const prefix = input.QueueNamePrefix ?? "";
  const urls = call.lists
    .get(call, "queues", () => call.cell.queues())
    .filter((queue) => queue.name.startsWith(prefix))
    .map((queue) => queue.url);
  const { NextToken: token, MaxResults: limit } = input;
  const { items, next } = pageOf(call, urls, { token, limit, size: PAGE, invalidToken: "InvalidParameterValue" });
  // Without MaxResults SQS gives the first thousand and no token.
  return { QueueUrls: items, NextToken: limit === undefined ? undefined : next };
};

/** A queue of another account is refused as SQS does it: whether it exists is not told. */
function findQueue(call: ServiceCall, name: string | undefined, owner: string): FleetQueue {
  if (owner !== call.accountId) {
    throw new AwsError("AccessDeniedException", "Access to the resource is denied.", { status: 403 });
  }
  const queue = call.cell.findQueue(name ?? "");
  if (queue === null) {
    throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
  }
  return queue;
}

export const sqs = {
  GetQueueUrl: getQueueUrl,
  GetQueueAttributes: getQueueAttributes,
  ListQueues: listQueues,
} satisfies ServiceOperations;
