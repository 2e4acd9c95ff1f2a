import { numberOrNull, otherOf, readAnswerOf, recordOrNull, textOrNull, toJsonObject } from "#lib/aws/answer.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { unknownFields } from "#lib/domain/fleet/arrange-fields.ts";
import { redactConfiguration } from "#lib/domain/fleet/environment-fingerprint.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { JsonObject, ObservedFunctionState } from "#lib/domain/fleet/observed.ts";
import { redactAnswer } from "#lib/domain/fleet/redact-answer.ts";

type Answer = Readonly<Record<string, unknown>>;

/** What GetFunction says beyond the list. */
export interface FunctionAnswer {
  readonly state: ObservedFunctionState;
  readonly answer: JsonObject;
  readonly tags: Fact<Readonly<Record<string, string>>>;
  readonly reservedConcurrency: number | null;
  readonly packageType: string | null;
  readonly runtime: string | null;
  readonly managedInstances: boolean;
}

/** Null when the function is gone. */
export async function getFunction(context: CollectContext, FunctionName: string): Promise<FunctionAnswer | null> {
  try {
    const parsed = await context.call("lambda", "GetFunction", (lambda, options) =>
      lambda.getFunction({ FunctionName }, options),
    );
    return readFunction(context, { ...parsed });
  } catch (error) {
    if (error instanceof AwsFailureError && error.failure.kind === "notFound") return null;
    throw error;
  }
}

function readFunction(context: CollectContext, answer: Answer): FunctionAnswer {
  const read = readAnswerOf(callOf(context, "lambda", "GetFunction"));
  const configuration = read.record(answer.Configuration, "Configuration");
  return {
    state: stateOf(configuration, textOrNull(recordOrNull(answer.Code)?.ResolvedImageUri)),
    answer: beyondTheList(answer, configuration, context.fingerprint),
    tags: tagsOf(context, answer),
    reservedConcurrency: numberOrNull(recordOrNull(answer.Concurrency)?.ReservedConcurrentExecutions),
    packageType: textOrNull(configuration.PackageType),
    runtime: textOrNull(configuration.Runtime),
    managedInstances: recordOrNull(configuration.CapacityProviderConfig) !== null,
  };
}

function stateOf(configuration: Answer, resolvedImageUri: string | null): ObservedFunctionState {
  return {
    state: textOrNull(configuration.State) ?? "Unknown",
    stateReason: textOrNull(configuration.StateReason),
    stateReasonCode: textOrNull(configuration.StateReasonCode),
    lastUpdateStatus: textOrNull(configuration.LastUpdateStatus),
    lastUpdateStatusReason: textOrNull(configuration.LastUpdateStatusReason),
    lastUpdateStatusReasonCode: textOrNull(configuration.LastUpdateStatusReasonCode),
    runtimeVersionArn: textOrNull(recordOrNull(configuration.RuntimeVersionConfig)?.RuntimeVersionArn),
    resolvedImageUri,
  };
}

/** What ListFunctions leaves out, as Lambda's API reference says on 2026-11-21. */
const notListed: ReadonlySet<string> = new Set([
  "State",
  "StateReason",
  "StateReasonCode",
  "LastUpdateStatus",
  "LastUpdateStatusReason",
  "LastUpdateStatusReasonCode",
  "RuntimeVersionConfig",
]);
const ownFields = ["Configuration", "Code", "Tags", "Concurrency.ReservedConcurrentExecutions", "$metadata"];

/**
 * The answer without what ListFunctions has told and without what has a field of its own: what is left is small, and
 * holds every field that is younger than this program, with all of the known field that it stands in. `Location` is a signed address of the code: it is never kept.
 */
function beyondTheList(answer: Answer, configuration: Answer, fingerprint: (value: string) => string): JsonObject {
  const younger = new Set(unknownFields(toJsonObject(configuration)).map(({ path }) => path.split(/[.[]/)[0] ?? ""));
  const more = Object.entries(configuration).filter(([name]) => notListed.has(name) || younger.has(name));
  const { Location: _signedUrl, ...code } = recordOrNull(answer.Code) ?? {};
  const { other = {} } = otherOf(answer, ownFields);
  const kept = toJsonObject({ ...Object.fromEntries(more), Code: code, ...other });
  return redactAnswer(redactConfiguration(kept, fingerprint), fingerprint);
}

/** Without lambda:ListTags GetFunction still answers, with TagsError in place of the tags. */
function tagsOf(context: CollectContext, answer: Answer): Fact<Readonly<Record<string, string>>> {
  if (recordOrNull(answer.TagsError) !== null) {
    return { state: "denied", reason: `lambda:ListTags is denied in ${context.region}.`, since: context.now() };
  }
  const entries = Object.entries(recordOrNull(answer.Tags) ?? {});
  const value = Object.fromEntries(entries.map(([key, text]) => [key, textOrNull(text) ?? ""]));
  return { state: "known", value, observedAt: context.now() };
}
