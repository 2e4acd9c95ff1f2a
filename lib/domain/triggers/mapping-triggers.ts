import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { ObservedEventSourceMapping } from "#lib/domain/fleet/observed.ts";
import type { ObservedQueue } from "#lib/domain/fleet/observed-queue.ts";
import { unknownOf } from "#lib/domain/fleet/unknown.ts";
import type { Retry, Triggers, UnknownTriggerPart } from "./trigger.ts";

/** The triggers that are event source mappings. A queue retries by its redrive policy, everything else by the mapping. */
export function mappingTriggers(
  mappings: readonly ObservedEventSourceMapping[],
  queues: Readonly<Record<string, Fact<ObservedQueue>>>,
): Triggers {
  const unknown = new Map<string, UnknownTriggerPart>();
  const triggers = mappings.map((mapping) => {
    const queue = mapping.service === "sqs" ? queueFact(mapping.eventSourceArn, queues) : null;
    const reason = queue && unknownOf(queue);
    if (reason)
      unknown.set(mapping.eventSourceArn ?? "", { part: "queues", subject: mapping.eventSourceArn, ...reason });
    return {
      type: "event-source-mapping",
      service: mapping.service,
      sourceArn: mapping.eventSourceArn,
      principal: null,
      qualifier: mapping.qualifier,
      invocation: "poll-based",
      enabled: mapping.enabled,
      retry: queue === null ? streamRetry(mapping) : queueRetry(queue),
    } as const;
  });
  return { triggers, unknown: [...unknown.values()] };
}

function queueFact(arn: string | null, queues: Readonly<Record<string, Fact<ObservedQueue>>>): Fact<ObservedQueue> {
  const found = arn !== null && Object.hasOwn(queues, arn) ? queues[arn] : undefined;
  return found ?? { state: "notYetRead" };
}

function queueRetry(queue: Fact<ObservedQueue>): Retry {
  const redrive = queue.state === "known" ? queue.value : null;
  return {
    by: "queue",
    attempts: redrive?.maxReceiveCount ?? null,
    maxAgeSeconds: null,
    failureDestinationArn: redrive?.deadLetterTargetArn ?? null,
  };
}

/** −1 means until the record expires: no limit of the mapping's own. */
function streamRetry(mapping: ObservedEventSourceMapping): Retry {
  const limit = (value: number | null) => (value === null || value < 0 ? null : value);
  return {
    by: "stream",
    attempts: limit(mapping.maximumRetryAttempts),
    maxAgeSeconds: limit(mapping.maximumRecordAgeSeconds),
    failureDestinationArn: mapping.onFailureDestinationArn,
  };
}
