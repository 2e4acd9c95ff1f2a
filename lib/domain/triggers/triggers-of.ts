import type { Fact } from "#lib/domain/fleet/fact.ts";
import type {
  Json,
  ObservedAsyncConfig,
  ObservedEventSourceMapping,
  ObservedFunctionUrl,
} from "#lib/domain/fleet/observed.ts";
import type { ObservedQueue } from "#lib/domain/fleet/observed-queue.ts";
import { unknownOf, valueOfFact } from "#lib/domain/fleet/unknown.ts";
import { asyncRetry, callerRetry } from "./async-retry.ts";
import { mappingTriggers } from "./mapping-triggers.ts";
import { policyTriggers } from "./policy-triggers.ts";
import { compareTriggers, type Trigger, type TriggerPart, type Triggers, type UnknownTriggerPart } from "./trigger.ts";

/** What is known about how one function is invoked; each fact may be missing on its own. */
export interface TriggerInput {
  /** The mappings of this function, of any qualifier. */
  readonly mappings: Fact<readonly ObservedEventSourceMapping[]>;
  /** By queue ARN; a queue that is missing counts as not yet read. */
  readonly queues: Readonly<Record<string, Fact<ObservedQueue>>>;
  /** By qualifier, "" for the unqualified function. */
  readonly policies: Fact<Readonly<Record<string, Json>>>;
  /** While the aliases are not known, neither are their policies. */
  readonly aliases: Fact<unknown>;
  readonly urls: Fact<readonly ObservedFunctionUrl[]>;
  readonly asyncConfigs: Fact<readonly ObservedAsyncConfig[]>;
  readonly deadLetterTargetArn: string | null;
}

/**
 * Everything that lets one function be invoked, with its invocation model and how it retries (docs/formats.md), sorted
 * as exports are. What could not be read is named in `unknown`; settings of asynchronous invocation and queues are
 * named only where a trigger depends on them.
 */
export function triggersOf(input: TriggerInput): Triggers {
  const asyncConfigs = valueOfFact(input.asyncConfigs, []);
  const fromMappings = mappingTriggers(valueOfFact(input.mappings, []) ?? [], input.queues);
  const fromPolicies = policyTriggers(valueOfFact(input.policies, {}) ?? {}, (qualifier) =>
    asyncRetry(asyncConfigs, qualifier, input.deadLetterTargetArn),
  );
  const fromUrls = (valueOfFact(input.urls, []) ?? []).map(urlTrigger);
  const triggers = [...fromMappings.triggers, ...fromPolicies.triggers, ...fromUrls].toSorted(compareTriggers);
  const asynchronous = triggers.some(({ invocation }) => invocation === "asynchronous");
  return {
    triggers,
    unknown: [
      ...unknownPart("mappings", input.mappings),
      ...unknownPart("policies", input.policies),
      ...unknownAliasPolicies(input),
      ...unknownPart("urls", input.urls),
      ...(asynchronous ? unknownPart("asyncConfigs", input.asyncConfigs) : []),
      ...fromPolicies.unknown,
      ...fromMappings.unknown,
    ],
  };
}

/** Said only where the function's own policy is known: else that is what is not known, of all qualifiers. */
function unknownAliasPolicies({ policies, aliases }: TriggerInput): readonly UnknownTriggerPart[] {
  if (unknownOf(policies) !== null) return [];
  return unknownPart("policies", aliases).map((part) => ({ ...part, reason: `Policies of aliases: ${part.reason}` }));
}

function unknownPart(part: TriggerPart, fact: Fact<unknown>): readonly UnknownTriggerPart[] {
  const unknown = unknownOf(fact);
  return unknown === null ? [] : [{ part, subject: null, ...unknown }];
}

function urlTrigger({ qualifier, authType }: ObservedFunctionUrl): Trigger {
  return {
    type: "function-url",
    service: "function-url",
    sourceArn: null,
    principal: authType === "NONE" ? "*" : null,
    qualifier,
    invocation: "synchronous",
    enabled: true,
    retry: callerRetry,
  };
}
