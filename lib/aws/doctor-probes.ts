import { nobody, nobodyArn, nobodyId, type Probe, type ProbePlace, probe } from "./doctor-probe.ts";
import { readWebFunctionPage } from "./list-web-functions.ts";

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
  probe("lambda", "GetFunctionScalingConfig", (lambda, options) =>
    lambda.getFunctionScalingConfig({ FunctionName: nobody, Qualifier: "1" }, options),
  ),
  probe("lambda", "GetRuntimeManagementConfig", (lambda, options) =>
    lambda.getRuntimeManagementConfig({ FunctionName: nobody }, options),
  ),
  probe("lambda", "ListCapacityProviders", (lambda, options) => lambda.listCapacityProviders({ MaxItems: 1 }, options)),
  probe("lambda", "ListFunctionVersionsByCapacityProvider", (lambda, options) =>
    lambda.listFunctionVersionsByCapacityProvider({ CapacityProviderName: nobody, MaxItems: 1 }, options),
  ),
  {
    action: "lambda:ListWebFunctions",
    // A Region that offers none has nothing to deny either.
    send: async (call) => await readWebFunctionPage(call, { maxResults: 1, nextToken: undefined }),
  },
  probe("lambda", "ListCodeSigningConfigs", (lambda, options) =>
    lambda.listCodeSigningConfigs({ MaxItems: 1 }, options),
  ),
  probe("lambda", "ListFunctionsByCodeSigningConfig", (lambda, options, place) =>
    lambda.listFunctionsByCodeSigningConfig(
      { CodeSigningConfigArn: nobodyArn(place, "code-signing-config"), MaxItems: 1 },
      options,
    ),
  ),
  probe("lambda", "ListTags", (lambda, options, place) =>
    lambda.listTags({ Resource: nobodyArn(place, "function") }, options),
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
  probe("iam", "GetAccountAuthorizationDetails", (iam, options) =>
    iam.getAccountAuthorizationDetails({ Filter: ["Role"], MaxItems: 1 }, options),
  ),
  probe("iam", "GenerateServiceLastAccessedDetails", (iam, options, { partition, accountId }) =>
    iam.generateServiceLastAccessedDetails({ Arn: `arn:${partition}:iam::${accountId}:role/${nobody}` }, options),
  ),
  probe("iam", "GetServiceLastAccessedDetails", (iam, options) =>
    iam.getServiceLastAccessedDetails({ JobId: nobodyId }, options),
  ),
  probe("application-autoscaling", "DescribeScalableTargets", (scaling, options) =>
    scaling.describeScalableTargets({ ServiceNamespace: "lambda", MaxResults: 1 }, options),
  ),
  probe("application-autoscaling", "DescribeScheduledActions", (scaling, options) =>
    scaling.describeScheduledActions({ ServiceNamespace: "lambda", MaxResults: 1 }, options),
  ),
  probe("application-autoscaling", "DescribeScalingPolicies", (scaling, options) =>
    scaling.describeScalingPolicies({ ServiceNamespace: "lambda", MaxResults: 1 }, options),
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

/** SQS says of a queue that may not be read what it says of one that is not there. */
const unsureWithoutQueue = ({ queueName, region }: ProbePlace) =>
  queueName === null ? `SQS tells it of a queue that exists only, and no queue feeds a function in ${region}.` : null;

const queues: readonly Probe[] = [
  probe("sqs", "GetQueueUrl", (sqs, options, { queueName }) =>
    sqs.getQueueUrl({ QueueName: queueName ?? nobody }, options),
  ),
  probe("sqs", "GetQueueAttributes", (sqs, options, { region, accountId, queueName }) =>
    sqs.getQueueAttributes(
      {
        QueueUrl: `https://sqs.${region}.amazonaws.com/${accountId}/${queueName ?? nobody}`,
        AttributeNames: ["QueueArn"],
      },
      options,
    ),
  ),
].map((one) => ({ ...one, unsure: unsureWithoutQueue }));

/** Every action that is needed in each account. */
export const probes: readonly Probe[] = [...lambdaLists, ...lambdaDetail, ...usage, ...surroundings, ...queues];

const nobodysPolicy = "p-lamplight0permission0test";

/** What Lamplight's own identity needs beyond that, to find the accounts. */
export const ownProbes: readonly Probe[] = [
  probe("organizations", "DescribeOrganization", (organizations, options) =>
    organizations.describeOrganization({}, options),
  ),
  probe("organizations", "ListAccounts", (organizations, options) =>
    organizations.listAccounts({ MaxResults: 1 }, options),
  ),
  probe("organizations", "ListRoots", (organizations, options) => organizations.listRoots({ MaxResults: 1 }, options)),
  probe("organizations", "ListOrganizationalUnitsForParent", (organizations, options) =>
    organizations.listOrganizationalUnitsForParent({ ParentId: "r-none", MaxResults: 1 }, options),
  ),
  probe("organizations", "ListAccountsForParent", (organizations, options) =>
    organizations.listAccountsForParent({ ParentId: "r-none", MaxResults: 1 }, options),
  ),
  probe("organizations", "ListPolicies", (organizations, options) =>
    organizations.listPolicies({ Filter: "SERVICE_CONTROL_POLICY", MaxResults: 1 }, options),
  ),
  probe("organizations", "DescribePolicy", (organizations, options) =>
    organizations.describePolicy({ PolicyId: nobodysPolicy }, options),
  ),
  probe("organizations", "ListTargetsForPolicy", (organizations, options) =>
    organizations.listTargetsForPolicy({ PolicyId: nobodysPolicy, MaxResults: 1 }, options),
  ),
];
