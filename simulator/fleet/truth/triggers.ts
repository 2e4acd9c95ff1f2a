import type { FunctionPlan } from "#simulator/fleet/functions/plan.ts";
import { redriveTarget } from "#simulator/fleet/triggers/queues.ts";
import type { IntendedTrigger, MappingPlan } from "#simulator/fleet/triggers/trigger-plan.ts";
import { compareText, type TruthTrigger } from "./truth-types.ts";

/** Where an asynchronous call of a qualifier ends when it fails; null when nowhere. */
export function failureDestination(plan: FunctionPlan, qualifier: string | null): string | null {
  const config = plan.triggers.async.find((one) => one.qualifier === qualifier);
  return config?.onFailureArn ?? plan.triggers.deadLetterArn;
}

function mappingRetry(plan: FunctionPlan, mapping: MappingPlan): TruthTrigger["retry"] {
  if (mapping.source === "sqs") {
    return {
      by: "queue",
      attempts: mapping.maxReceiveCount,
      maxAgeSeconds: null,
      failureDestinationArn: mapping.maxReceiveCount === null ? null : redriveTarget(plan),
    };
  }
  const limit = (value: number | null) => (value === -1 ? null : value);
  return {
    by: "stream",
    attempts: limit(mapping.maximumRetryAttempts),
    maxAgeSeconds: limit(mapping.maximumRecordAgeInSeconds),
    failureDestinationArn: mapping.onFailureArn,
  };
}

function retryOf(plan: FunctionPlan, trigger: IntendedTrigger): TruthTrigger["retry"] {
  if (trigger.mapping !== null) return mappingRetry(plan, trigger.mapping);
  if (trigger.invocation === "synchronous")
    return { by: "caller", attempts: null, maxAgeSeconds: null, failureDestinationArn: null };
  const config = plan.triggers.async.find((one) => one.qualifier === trigger.qualifier);
  return {
    by: "lambda",
    attempts: config?.maximumRetryAttempts ?? 2,
    maxAgeSeconds: config?.maximumEventAgeInSeconds ?? 21_600,
    failureDestinationArn: failureDestination(plan, trigger.qualifier),
  };
}

function intendedOf(plan: FunctionPlan): IntendedTrigger[] {
  const { policy, mappings, urls } = plan.triggers;
  return [
    ...policy.flatMap((entry) => entry.intended),
    ...mappings.map(
      (mapping): IntendedTrigger => ({
        type: "event-source-mapping",
        service: mapping.source,
        sourceArn: mapping.sourceArn,
        principal: null,
        qualifier: mapping.qualifier,
        invocation: "poll-based",
        enabled: mapping.state !== "Disabled" && mapping.state !== "Disabling",
        mapping,
      }),
    ),
    ...urls.map(
      ({ authType, qualifier }): IntendedTrigger => ({
        type: "function-url",
        service: "function-url",
        sourceArn: null,
        principal: authType === "NONE" ? "*" : null,
        qualifier,
        invocation: "synchronous",
        enabled: true,
        mapping: null,
      }),
    ),
  ];
}

function compareNullable(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return compareText(a, b);
}

/** The planted triggers of a function, in the order of the export. */
export function truthTriggers(plan: FunctionPlan): TruthTrigger[] {
  return intendedOf(plan)
    .map((trigger) => {
      const { type, service, sourceArn, principal, qualifier, invocation, enabled } = trigger;
      return { type, service, sourceArn, principal, qualifier, invocation, enabled, retry: retryOf(plan, trigger) };
    })
    .sort(
      (a, b) =>
        compareText(a.type, b.type) ||
        compareText(a.service, b.service) ||
        compareNullable(a.sourceArn, b.sourceArn) ||
        compareNullable(a.principal, b.principal) ||
        compareNullable(a.qualifier, b.qualifier),
    );
}
