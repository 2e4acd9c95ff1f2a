import { hex, uuid } from "#simulator/fleet/random.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";
import type { FleetTrailEvent, TrailQuery } from "#simulator/fleet/types.ts";
import { localIndexOf } from "./names.ts";
import { type FunctionPlan, planFunction } from "./plan.ts";
import { authorOf } from "./text.ts";
import { publishedAt } from "./versions.ts";

function trailEvent(plan: FunctionPlan, name: string, moment: number, label: string): FleetTrailEvent {
  const user = authorOf(plan, label);
  const { account, region } = plan.cell;
  const EventId = uuid(plan.key, `event ${label}`);
  const pipeline = user === "deploy-pipeline";
  const arn = pipeline
    ? `arn:aws:sts::${account.id}:assumed-role/cloudformation-deploy/${user}`
    : `arn:aws:iam::${account.id}:user/${user}`;
  return {
    EventId,
    EventName: name,
    EventTime: new Date(moment),
    EventSource: "lambda.amazonaws.com",
    Username: user,
    ReadOnly: "false",
    Resources: [
      { ResourceType: "AWS::Lambda::Function", ResourceName: plan.arn },
      { ResourceType: "AWS::Lambda::Function", ResourceName: plan.name },
    ],
    CloudTrailEvent: JSON.stringify({
      eventVersion: "1.11",
      userIdentity: {
        type: pipeline ? "AssumedRole" : "IAMUser",
        principalId: `AID${hex(plan.key, "principal", 16).toUpperCase()}`,
        arn,
        accountId: account.id,
        userName: user,
      },
      eventTime: new Date(moment).toISOString().replace(/\.\d+Z$/, "Z"),
      eventSource: "lambda.amazonaws.com",
      eventName: name,
      awsRegion: region,
      sourceIPAddress: pipeline ? "cloudformation.amazonaws.com" : "198.51.100.24",
      userAgent: pipeline ? "cloudformation.amazonaws.com" : "aws-cli/2.31.0",
      requestParameters: { functionName: plan.name },
      eventID: EventId,
      eventType: "AwsApiCall",
      recipientAccountId: account.id,
      managementEvent: true,
    }),
  };
}

function eventsOf(plan: FunctionPlan): FleetTrailEvent[] {
  const created = trailEvent(plan, "CreateFunction20150331", plan.createdAt, "created");
  const published = Array.from({ length: plan.versionCount }, (_, index) => {
    const moment = publishedAt(plan, index + 1);
    return [
      trailEvent(plan, "UpdateFunctionCode20150331v2", moment - 20_000, `code ${index}`),
      trailEvent(plan, "PublishVersion20150331", moment, `version ${index}`),
    ];
  }).flat();
  const configured =
    plan.versionCount === 0 && plan.lastModified > plan.createdAt
      ? [trailEvent(plan, "UpdateFunctionConfiguration20150331v2", plan.lastModified, "configuration")]
      : [];
  return [created, ...published, ...configured];
}

function plansFor(shape: FleetShape, cell: CellShape, resourceName: string | undefined): FunctionPlan[] {
  if (resourceName === undefined)
    return Array.from({ length: cell.count }, (_, local) => planFunction(shape, cell.offset + local));
  const local = localIndexOf(cell, resourceName.startsWith("arn:") ? (resourceName.split(":")[6] ?? "") : resourceName);
  return local === null ? [] : [planFunction(shape, cell.offset + local)];
}

/** Newest first. CloudTrail keeps 90 days; the service cuts the window. */
export function trailEventsOf(shape: FleetShape, cell: CellShape, query: TrailQuery): FleetTrailEvent[] {
  return plansFor(shape, cell, query.resourceName)
    .flatMap(eventsOf)
    .filter(
      ({ EventTime, EventName }) =>
        EventTime >= query.start &&
        EventTime < query.end &&
        (query.eventName === undefined || query.eventName === EventName),
    )
    .sort((a, b) => b.EventTime.getTime() - a.EventTime.getTime() || (a.EventId < b.EventId ? -1 : 1));
}
