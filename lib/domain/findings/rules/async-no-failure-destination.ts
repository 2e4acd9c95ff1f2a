import {
  type Evidence,
  evidenceOr,
  type FindingRule,
  notApplicable,
  pass,
  unknownResult,
} from "#lib/domain/findings/finding.ts";
import type { FunctionSubject } from "#lib/domain/findings/subjects.ts";
import type { Trigger } from "#lib/domain/triggers/trigger.ts";

export const asyncNoFailureDestination: FindingRule<FunctionSubject> = {
  id: "async-no-failure-destination",
  severity: "medium",
  title: "Failed asynchronous events are lost",
  remedy:
    "Set an OnFailure destination for the qualifier that is invoked, or a dead-letter queue or topic for the function.",
  evaluate: ({ function: { arn, deadLetterTargetArn }, triggers: { triggers, unknown } }) => {
    const asynchronous = triggers.filter(({ invocation, enabled }) => invocation === "asynchronous" && enabled);
    const hidden = unknown.filter(({ part }) => part === "policies" || part === "asyncConfigs");
    // The function's dead-letter target serves every qualifier, so nothing that was not read can change the verdict.
    if (deadLetterTargetArn !== null) return asynchronous.length > 0 || hidden.length > 0 ? pass : nothingToLose;
    const settingsKnown = hidden.every(({ part }) => part !== "asyncConfigs");
    const lossy = settingsKnown ? asynchronous.filter(({ retry }) => retry.failureDestinationArn === null) : [];
    const otherwise = asynchronous.length > 0 ? pass : nothingToLose;
    return evidenceOr(
      lossy.map((trigger) => evidenceOf(arn, trigger)),
      hidden.length > 0 ? unknownResult(hidden.map(({ reason }) => reason).join(" ")) : otherwise,
    );
  },
};

const nothingToLose = notApplicable("No enabled trigger invokes the function asynchronously.");

/** Field by field, so that the evidence has the order of the export. */
function evidenceOf(source: string, trigger: Trigger): Evidence {
  const { type, service, sourceArn, principal, qualifier, invocation, enabled, retry } = trigger;
  const value = { type, service, sourceArn, principal, qualifier, invocation, enabled, retry: { ...retry } };
  return { fact: "trigger", source, value };
}
