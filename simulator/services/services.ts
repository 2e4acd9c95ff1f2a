import { insightsSteps } from "#simulator/fleet/insights/run.ts";
import type { Fleet } from "#simulator/fleet/types.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { createCloudwatch } from "./cloudwatch.ts";
import { ec2 } from "./ec2.ts";
import { iam } from "./iam.ts";
import { createIamLastAccessed } from "./iam-last-accessed.ts";
import { lambdaFunctions } from "./lambda-functions.ts";
import { lambdaLists } from "./lambda-lists.ts";
import { logGroups } from "./log-groups.ts";
import { createLogInsights } from "./log-insights.ts";
import { LogQueryStore } from "./log-queries.ts";
import { organizations } from "./organizations.ts";
import type { ServiceOperations } from "./service.ts";
import { sqs } from "./sqs.ts";
import { type AssumableRoles, createSts } from "./sts.ts";
import { tagging } from "./tagging.ts";
import type { Workbench } from "./workbench.ts";

/** Every simulated service's operations by signing name, with fresh state for those that have any. */
export function createServices(options: {
  readonly roles: AssumableRoles;
  readonly quotaScale: number;
  readonly fleet: Fleet;
  readonly workbench: Workbench;
}): ReadonlyMap<string, ServiceOperations> {
  const { fleet, quotaScale, roles, workbench } = options;
  const queries = new LogQueryStore(quotaScale, workbench, (query) => insightsSteps(fleet, query));
  return new Map<string, ServiceOperations>([
    ["sts", createSts(roles)],
    ["organizations", organizations],
    ["lambda", { ...lambdaLists, ...lambdaFunctions }],
    ["monitoring", createCloudwatch()],
    ["logs", { ...logGroups, ...createLogInsights(queries) }],
    ["iam", { ...iam, ...createIamLastAccessed() }],
    ["ec2", ec2],
    ["sqs", sqs],
    ["cloudtrail", cloudtrail],
    ["tagging", tagging],
  ]);
}
