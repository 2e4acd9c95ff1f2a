import type { CallAws, SendOptions } from "./call-aws.ts";
import type { ClientTypes } from "./client-catalog.ts";
import type { ServiceName } from "./service-name.ts";
import { actionOf } from "./service-name.ts";

/** One call that shows whether an action is allowed. */
export interface Probe {
  readonly action: string;
  readonly send: (call: CallAws) => Promise<unknown>;
}

/** Nothing has this name; should something, it is only read. */
const nobody = "lamplight-permission-test";
const nobodyId = "00000000-0000-4000-8000-000000000000";

type Send<S extends ServiceName> = (client: ClientTypes[S], options: SendOptions) => Promise<unknown>;

function probe<S extends ServiceName>(service: S, operation: string, send: Send<S>): Probe {
  return { action: actionOf(service, operation), send: async (call) => await call(service, operation, send) };
}

const lambdaLists: readonly Probe[] = [
  probe("lambda", "GetAccountSettings", (lambda, options) => lambda.getAccountSettings({}, options)),
  probe("lambda", "ListFunctions", (lambda, options) => lambda.listFunctions({ MaxItems: 1 }, options)),
  probe("lambda", "ListEventSourceMappings", (lambda, options) =>
    lambda.listEventSourceMappings({ MaxItems: 1 }, options),
  ),
];

const lambdaDetail: readonly Probe[] = [
  probe("lambda", "GetFunction", (lambda, options) => lambda.getFunction({ FunctionName: nobody }, options)),
  probe("lambda", "GetPolicy", (lambda, options) => lambda.getPolicy({ FunctionName: nobody }, options)),
  probe("lambda", "ListFunctionUrlConfigs", (lambda, options) =>
    lambda.listFunctionUrlConfigs({ FunctionName: nobody }, options),
  ),
  probe("lambda", "ListFunctionEventInvokeConfigs", (lambda, options) =>
    lambda.listFunctionEventInvokeConfigs({ FunctionName: nobody }, options),
  ),
  probe("lambda", "ListAliases", (lambda, options) => lambda.listAliases({ FunctionName: nobody }, options)),
  probe("lambda", "ListVersionsByFunction", (lambda, options) =>
    lambda.listVersionsByFunction({ FunctionName: nobody }, options),
  ),
  probe("lambda", "ListProvisionedConcurrencyConfigs", (lambda, options) =>
    lambda.listProvisionedConcurrencyConfigs({ FunctionName: nobody }, options),
  ),
  probe("lambda", "GetFunctionRecursionConfig", (lambda, options) =>
    lambda.getFunctionRecursionConfig({ FunctionName: nobody }, options),
  ),
  probe("lambda", "GetFunctionCodeSigningConfig", (lambda, options) =>
    lambda.getFunctionCodeSigningConfig({ FunctionName: nobody }, options),
  ),
];

const usage: readonly Probe[] = [
  probe("cloudwatch", "ListMetrics", (cloudwatch, options) =>
    cloudwatch.listMetrics({ Namespace: "AWS/Lambda", MetricName: "Invocations", RecentlyActive: "PT3H" }, options),
  ),
  // Without queries: refused as not valid after the permission check, and so never billed.
  probe("cloudwatch", "GetMetricData", (cloudwatch, options) =>
    cloudwatch.getMetricData({ StartTime: new Date(0), EndTime: new Date(60_000), MetricDataQueries: [] }, options),
  ),
  probe("logs", "ListLogGroups", (logs, options) => logs.listLogGroups({ limit: 1 }, options)),
  probe("logs", "DescribeLogGroups", (logs, options) => logs.describeLogGroups({ limit: 1 }, options)),
  probe("logs", "StartQuery", (logs, options) =>
    logs.startQuery({ logGroupName: nobody, startTime: 0, endTime: 1, queryString: "limit 1" }, options),
  ),
  probe("logs", "GetQueryResults", (logs, options) => logs.getQueryResults({ queryId: nobodyId }, options)),
  probe("logs", "StopQuery", (logs, options) => logs.stopQuery({ queryId: nobodyId }, options)),
];

const surroundings: readonly Probe[] = [
  probe("tagging", "GetResources", (tagging, options) =>
    tagging.getResources({ ResourceTypeFilters: ["lambda:function"], ResourcesPerPage: 1 }, options),
  ),
  probe("sqs", "GetQueueUrl", (sqs, options) => sqs.getQueueUrl({ QueueName: nobody }, options)),
  probe("iam", "GetAccountAuthorizationDetails", (iam, options) =>
    iam.getAccountAuthorizationDetails({ Filter: ["Role"], MaxItems: 1 }, options),
  ),
  probe("cloudtrail", "LookupEvents", (cloudtrail, options) => cloudtrail.lookupEvents({ MaxResults: 1 }, options)),
  probe("ec2", "DescribeRegions", (ec2, options) => ec2.describeRegions({}, options)),
  probe("ec2", "DescribeSubnets", (ec2, options) => ec2.describeSubnets({ MaxResults: 5 }, options)),
  probe("ec2", "DescribeRouteTables", (ec2, options) => ec2.describeRouteTables({ MaxResults: 5 }, options)),
  probe("ec2", "DescribeNatGateways", (ec2, options) => ec2.describeNatGateways({ MaxResults: 5 }, options)),
  probe("ec2", "DescribeVpcEndpoints", (ec2, options) => ec2.describeVpcEndpoints({ MaxResults: 5 }, options)),
  probe("ec2", "DescribeSecurityGroups", (ec2, options) => ec2.describeSecurityGroups({ MaxResults: 5 }, options)),
  probe("ec2", "DescribeNetworkInterfaces", (ec2, options) =>
    ec2.describeNetworkInterfaces({ MaxResults: 5 }, options),
  ),
];

/** Every action that can be tried. */
export const probes: readonly Probe[] = [...lambdaLists, ...lambdaDetail, ...usage, ...surroundings];
