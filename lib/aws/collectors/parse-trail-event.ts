import { dateOrNull, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { plainEventName } from "#lib/domain/changes/trail-events.ts";
import type { ObservedChangeEvent } from "#lib/domain/fleet/observed.ts";

type Record = Readonly<{ [field: string]: unknown }>;

/** One of CloudTrail's events. Null for those that only read, failed, or name no function of Lambda's. */
export function parseTrailEvent(event: Record): ObservedChangeEvent | null {
  const eventId = textOrNull(event.EventId);
  const at = dateOrNull(event.EventTime);
  if (eventId === null || at === null || textOrNull(event.ReadOnly) === "true") return null;
  if (textOrNull(event.EventSource) !== "lambda.amazonaws.com") return null;
  const record = trailRecord(event.CloudTrailEvent);
  const functionName = functionNameOf(event, record);
  if (functionName === null || textOrNull(record.errorCode) !== null) return null;
  const identity = recordOrNull(record.userIdentity) ?? {};
  const subnetIds = subnetsOf(record);
  return {
    eventId,
    eventName: plainEventName(textOrNull(event.EventName) ?? "Unknown"),
    at,
    functionName,
    actor: textOrNull(event.Username) ?? textOrNull(identity.arn) ?? "Unknown",
    actorArn: textOrNull(identity.arn),
    sourceService: textOrNull(identity.invokedBy),
    ...(subnetIds.length > 0 ? { subnetIds } : {}),
  };
}

/** The subnets that a request names: the one parameter that is kept, since a move into a VPC shows in starts. */
function subnetsOf(record: Record): readonly string[] {
  const ids = recordOrNull(recordOrNull(record.requestParameters)?.vpcConfig)?.subnetIds;
  return Array.isArray(ids)
    ? ids.filter((id): id is string => typeof id === "string" && /^subnet-[\w-]{1,40}$/.test(id))
    : [];
}

/** The request's own parameter where it is told; else the resource that the event is about. */
function functionNameOf(event: Record, record: Record): string | null {
  const named = textOrNull(recordOrNull(record.requestParameters)?.functionName);
  if (named !== null) return plainName(named);
  const resources = Array.isArray(event.Resources) ? event.Resources.map(recordOrNull) : [];
  const resource = resources.find((one) => textOrNull(one?.ResourceType) === "AWS::Lambda::Function");
  const name = textOrNull(resource?.ResourceName);
  return name === null ? null : plainName(name);
}

/** Lambda takes a name, `account:function:name` and whole ARNs, each with a qualifier or without. */
function plainName(text: string): string | null {
  return /(?:^|:function:)([\w-]+)(?::[\w$.-]+)?$/.exec(text)?.[1] ?? null;
}

/** The whole record is JSON in a text; only who, what and from where is taken from it, and which subnets: parameters may hold secrets. */
function trailRecord(value: unknown): Record {
  const text = textOrNull(value);
  if (text === null) return {};
  try {
    return recordOrNull(JSON.parse(text)) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
