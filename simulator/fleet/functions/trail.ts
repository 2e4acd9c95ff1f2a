import { hex, uuid } from "#simulator/fleet/random.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";
import type { FleetTrailEvent, TrailQuery } from "#simulator/fleet/types.ts";
import { localIndexOf } from "./names.ts";
import { type FunctionPlan, planFunction } from "./plan.ts";
import { authorOf } from "./text.ts";
import { publishedAt } from "./versions.ts";
import { vpcConfigOf } from "./vpc-config.ts";

/** What a request said beyond the function's name, as far as CloudTrail shows it. */
function parametersOf(plan: FunctionPlan, label: string): object {
  if (label !== "moved") return {};
  const { SubnetIds, SecurityGroupIds } = vpcConfigOf(plan);
  return { vpcConfig: { subnetIds: SubnetIds, securityGroupIds: SecurityGroupIds } };
}

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
      requestParameters: { functionName: plan.name, ...parametersOf(plan, label) },
      eventID: EventId,
      eventType: "AwsApiCall",
      recipientAccountId: account.id,
      managementEvent: true,
    }),
  };
}

/** When something was done to a function, before it is told as an event. */
interface Deed {
  readonly name: string;
  readonly moment: number;
  readonly label: string;
}

function* deedsOf(plan: FunctionPlan): Generator<Deed> {
  yield { name: "CreateFunction20150331", moment: plan.createdAt, label: "created" };
  for (let index = 0; index < plan.versionCount; index++) {
    const moment = publishedAt(plan, index + 1);
    yield { name: "UpdateFunctionCode20150331v2", moment: moment - 20_000, label: `code ${index}` };
    yield { name: "PublishVersion20150331", moment, label: `version ${index}` };
  }
  if (plan.story === "moved-into-vpc")
    yield { name: "UpdateFunctionConfiguration20150331v2", moment: plan.storySince, label: "moved" };
  else if (plan.versionCount === 0 && plan.lastModified > plan.createdAt)
    yield { name: "UpdateFunctionConfiguration20150331v2", moment: plan.lastModified, label: "configuration" };
}

function* plansFor(shape: FleetShape, cell: CellShape, resourceName: string | undefined): Generator<FunctionPlan> {
  if (resourceName === undefined) {
    for (let local = 0; local < cell.count; local++) yield planFunction(shape, cell.offset + local);
    return;
  }
  const local = localIndexOf(cell, resourceName.startsWith("arn:") ? (resourceName.split(":")[6] ?? "") : resourceName);
  if (local !== null) yield planFunction(shape, cell.offset + local);
}

/** Newest first. CloudTrail keeps 90 days; the service cuts the window. */
export function trailEventsOf(shape: FleetShape, cell: CellShape, query: TrailQuery): FleetTrailEvent[] {
  const [start, end] = [query.start.getTime(), query.end.getTime()];
  const events: FleetTrailEvent[] = [];
  for (const plan of plansFor(shape, cell, query.resourceName)) {
    for (const { name, moment, label } of deedsOf(plan)) {
      if (moment >= start && moment < end && (query.eventName === undefined || query.eventName === name))
        events.push(trailEvent(plan, name, moment, label));
    }
  }
  return events.sort((a, b) => b.EventTime.getTime() - a.EventTime.getTime() || (a.EventId < b.EventId ? -1 : 1));
}
