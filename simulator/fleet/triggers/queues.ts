import type { FunctionPlan } from "#simulator/fleet/functions/plan.ts";
import { between } from "#simulator/fleet/random.ts";
import type { FleetQueue } from "#simulator/fleet/types.ts";

function queue(
  plan: FunctionPlan,
  name: string,
  redrive: { deadLetterTargetArn: string; maxReceiveCount: number } | null,
): FleetQueue {
  const { region, account } = plan.cell;
  const arn = `arn:aws:sqs:${region}:${account.id}:${name}`;
  const created = String(Math.floor(plan.createdAt / 1000));
  return {
    name,
    arn,
    url: `https://sqs.${region}.amazonaws.com/${account.id}/${name}`,
    attributes: {
      QueueArn: arn,
      ApproximateNumberOfMessages: String(name.endsWith("-queue") ? between(plan.key, "depth", 0, 400) : 0),
      ApproximateNumberOfMessagesNotVisible: "0",
      ApproximateNumberOfMessagesDelayed: "0",
      CreatedTimestamp: created,
      LastModifiedTimestamp: created,
      VisibilityTimeout: String(plan.timeoutSeconds * 6),
      MaximumMessageSize: "1048576",
      MessageRetentionPeriod: "345600",
      DelaySeconds: "0",
      ReceiveMessageWaitTimeSeconds: "0",
      SqsManagedSseEnabled: "true",
      ...(redrive === null ? {} : { RedrivePolicy: JSON.stringify(redrive) }),
    },
  };
}

/** The dead-letter queue of a function's own source queue. */
export function redriveTarget(plan: FunctionPlan): string {
  return `arn:aws:sqs:${plan.cell.region}:${plan.cell.account.id}:${plan.name}-queue-dlq`;
}

/** Every queue that a function's triggers name, each once. */
export function queuesOf(plan: FunctionPlan): FleetQueue[] {
  const queues: FleetQueue[] = [];
  const byArn = (arn: string | null) => {
    if (arn?.startsWith("arn:aws:sqs:")) queues.push(queue(plan, arn.slice(arn.lastIndexOf(":") + 1), null));
  };
  for (const mapping of plan.triggers.mappings) {
    if (mapping.queueName !== null) {
      const redrive =
        mapping.maxReceiveCount === null
          ? null
          : { deadLetterTargetArn: redriveTarget(plan), maxReceiveCount: mapping.maxReceiveCount };
      queues.push(queue(plan, mapping.queueName, redrive));
      if (redrive !== null) byArn(redrive.deadLetterTargetArn);
    }
    byArn(mapping.onFailureArn);
  }
  for (const config of plan.triggers.async) byArn(config.onFailureArn);
  byArn(plan.triggers.deadLetterArn);
  return [...new Map(queues.map((one) => [one.name, one])).values()];
}

/** The function that a queue's name was made from, by the endings that queues have. */
export function functionNameOfQueue(queueName: string): string {
  return queueName.replace(/-(queue-dlq|queue|dlq|failed)$/, "");
}
