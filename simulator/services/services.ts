import { insightsSteps } from "#simulator/fleet/insights/run.ts";
import { at } from "#simulator/fleet/random.ts";
import type { Fleet, InsightsQuery } from "#simulator/fleet/types.ts";
import { applicationAutoScaling } from "./application-auto-scaling.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { createCloudwatch } from "./cloudwatch.ts";
import { ec2 } from "./ec2.ts";
import { iam } from "./iam.ts";
import { createIamLastAccessed } from "./iam-last-accessed.ts";
import { lambdaCapacity } from "./lambda-capacity.ts";
import { lambdaFunctions } from "./lambda-functions.ts";
import { lambdaLists } from "./lambda-lists.ts";
import { lambdaWeb } from "./lambda-web.ts";
import { logGroups } from "./log-groups.ts";
import { createLogInsights } from "./log-insights.ts";
import { type ComputedRows, LogQueryStore } from "./log-queries.ts";
import { createOrganizations, type OrganizationStory } from "./organizations.ts";
import type { ServiceOperations } from "./service.ts";
import { sqs } from "./sqs.ts";
import { type AssumableRoles, createSts } from "./sts.ts";
import { tagging } from "./tagging.ts";
import type { Workbench } from "./workbench.ts";

/** Every simulated service's operations by signing name, with fresh state for those that have any. */
export function createServices(options: {
  readonly roles: AssumableRoles;
  readonly organization: OrganizationStory;
  readonly quotaScale: number;
  readonly fleet: Fleet;
  readonly workbench: Workbench;
}): ReadonlyMap<string, ServiceOperations> {
  const { fleet, organization, quotaScale, roles, workbench } = options;
  const queries = new LogQueryStore(quotaScale, workbench, (query) => computeRows(fleet, query));
  return new Map<string, ServiceOperations>([
    ["sts", createSts(roles)],
    ["organizations", createOrganizations(organization)],
    ["lambda", { ...lambdaLists, ...lambdaFunctions, ...lambdaCapacity, ...lambdaWeb }],
    ["monitoring", createCloudwatch()],
    ["logs", { ...logGroups, ...createLogInsights(queries) }],
    ["iam", { ...iam, ...createIamLastAccessed(quotaScale) }],
    ["ec2", ec2],
    ["sqs", sqs],
    ["cloudtrail", cloudtrail],
    ["tagging", tagging],
    ["application-autoscaling", applicationAutoScaling],
  ]);
}

function* computeRows(fleet: Fleet, query: InsightsQuery): Generator<void, ComputedRows> {
  const { rows, text, statistics } = yield* insightsSteps(fleet, query);
  return { count: rows.length, jsonAt: (index) => text.json(at(rows, index)), statistics };
}
