import { type AnswerReader, numberOrNull, recordOrNull, textOrNull, toJsonObject } from "#lib/aws/answer.ts";
import type { MappingScaling } from "#lib/domain/concurrency/event-source-concurrency.ts";
import { functionIdOf, parseArn } from "#lib/domain/fleet/arn.ts";
import type { ObservedEventSourceMapping } from "#lib/domain/fleet/observed.ts";

/** Names that differ from the ARN's service: Amazon DocumentDB's clusters carry ARNs of RDS. */
const services: Readonly<Record<string, string>> = { rds: "documentdb" };

/** One event source mapping, as ListEventSourceMappings sends it. */
export function parseMapping(
  mapping: Readonly<Record<string, unknown>>,
  read: AnswerReader,
): ObservedEventSourceMapping {
  const arn = read.text(mapping.FunctionArn, "FunctionArn");
  const parsed = functionIdOf(arn);
  const functionName = parsed?.name ?? arn;
  const eventSourceArn = textOrNull(mapping.EventSourceArn);
  const state = textOrNull(mapping.State) ?? "Unknown";
  return {
    uuid: read.text(mapping.UUID, "UUID"),
    functionArn: parsed?.qualifier == null ? arn : arn.slice(0, -(parsed.qualifier.length + 1)),
    functionName,
    qualifier: parsed?.qualifier ?? null,
    eventSourceArn,
    service: serviceOf(mapping, eventSourceArn),
    state,
    enabled: state !== "Disabled" && state !== "Disabling",
    batchSize: numberOrNull(mapping.BatchSize),
    maximumRetryAttempts: numberOrNull(mapping.MaximumRetryAttempts),
    maximumRecordAgeSeconds: numberOrNull(mapping.MaximumRecordAgeInSeconds),
    onFailureDestinationArn: onFailureOf(mapping.DestinationConfig),
    scaling: scalingOf(mapping),
    document: toJsonObject(mapping),
  };
}

/** The destination for failures of a DestinationConfig, of mappings and asynchronous settings alike. */
export function onFailureOf(destinationConfig: unknown): string | null {
  return textOrNull(recordOrNull(recordOrNull(destinationConfig)?.OnFailure)?.Destination);
}

function scalingOf(mapping: Readonly<Record<string, unknown>>): MappingScaling {
  const pollers = recordOrNull(mapping.ProvisionedPollerConfig);
  return {
    maximumConcurrency: numberOrNull(recordOrNull(mapping.ScalingConfig)?.MaximumConcurrency),
    parallelizationFactor: numberOrNull(mapping.ParallelizationFactor),
    minimumPollers: numberOrNull(pollers?.MinimumPollers),
    maximumPollers: numberOrNull(pollers?.MaximumPollers),
  };
}

function serviceOf(mapping: Readonly<Record<string, unknown>>, eventSourceArn: string | null): string {
  if (eventSourceArn === null) return recordOrNull(mapping.SelfManagedEventSource) === null ? "unknown" : "kafka";
  const service = parseArn(eventSourceArn)?.service ?? "unknown";
  return services[service] ?? service;
}
