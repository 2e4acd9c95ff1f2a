import type { Unknown } from "#lib/domain/fleet/fact.ts";

export type TriggerType = "event-source-mapping" | "resource-policy" | "function-url";
export type Invocation = "synchronous" | "asynchronous" | "poll-based";

/** Who tries again after a failure, how often, for how long, and where what still fails goes. Null: nobody, or no limit. */
export interface Retry {
  readonly by: "caller" | "lambda" | "queue" | "stream";
  readonly attempts: number | null;
  readonly maxAgeSeconds: number | null;
  readonly failureDestinationArn: string | null;
}

/** Something that lets a function be invoked, as docs/formats.md "Trigger" lays it down; the export prints it as is. */
export interface Trigger {
  readonly type: TriggerType;
  readonly service: string;
  readonly sourceArn: string | null;
  readonly principal: string | null;
  readonly qualifier: string | null;
  readonly invocation: Invocation;
  readonly enabled: boolean;
  readonly retry: Retry;
}

/** Which part of what makes triggers is not known: `mappings`, `policies` and `urls` hide triggers, the others retries. */
export type TriggerPart = "mappings" | "policies" | "urls" | "asyncConfigs" | "queues";

export interface UnknownTriggerPart extends Unknown {
  readonly part: TriggerPart;
  /** The queue or qualifier that it is about; null for the whole part. */
  readonly subject: string | null;
}

/** The triggers that are known, and what is not: only with an empty `unknown` is the list complete and each retry true. */
export interface Triggers {
  readonly triggers: readonly Trigger[];
  readonly unknown: readonly UnknownTriggerPart[];
}

/** Order of exports: type, service, sourceArn, principal, qualifier, each by code unit, null first. */
export function compareTriggers(one: Trigger, other: Trigger): number {
  return (
    compareText(one.type, other.type) ||
    compareText(one.service, other.service) ||
    compareText(one.sourceArn, other.sourceArn) ||
    compareText(one.principal, other.principal) ||
    compareText(one.qualifier, other.qualifier)
  );
}

function compareText(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return -1;
  return other === null || one > other ? 1 : -1;
}

/** The reason for an export's `unknown.triggers`, one sentence for each part that is not known; null when all is known. */
export function unknownTriggersReason({ unknown }: Triggers): string | null {
  if (unknown.length === 0) return null;
  return unknown
    .map(({ part, subject, reason }) => `${partNames[part]}${subject === null ? "" : ` (${subject})`}: ${reason}`)
    .join(" ");
}

const partNames: Readonly<Record<TriggerPart, string>> = {
  mappings: "Event source mappings",
  policies: "Resource policy",
  urls: "Function URLs",
  asyncConfigs: "Asynchronous invocation settings",
  queues: "Queue",
};
