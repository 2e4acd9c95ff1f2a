import { detailCalls, type OperationCalls } from "./detail-calls.ts";
import type { FleetCounts, MetricWindowCounts, OrganizationCounts, PlaceCounts } from "./fleet-counts.ts";
import type { SourceName } from "./source.ts";

/** Calls of one operation that a sync needs in one place. `region` is "" for services that have none. */
export interface RequiredCalls {
  readonly source: SourceName;
  readonly service: string;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly calls: number;
}

/**
 * Entries of one page or request at most, by AWS's API reference as of 2026-11-21: Organizations 20, ListFunctions 50,
 * ListEventSourceMappings 100, GetResources 100, ListMetrics 500, GetMetricData 500 queries and 100,800 datapoints,
 * GetAccountAuthorizationDetails 1,000, EC2 filters 200 values, ListLogGroups 1,000, DescribeLogGroups and
 * StartQuery 50 groups, Application Auto Scaling 50.
 */
const page = {
  organization: 20,
  functions: 50,
  mappings: 100,
  resources: 100,
  listedMetrics: 500,
  queries: 500,
  points: 100_800,
  entities: 1_000,
  vpcs: 200,
  logGroups: 1_000,
  describedGroups: 50,
  queriedGroups: 50,
  scaling: 50,
} as const;

const describedNetwork = [
  "DescribeSubnets",
  "DescribeRouteTables",
  "DescribeNatGateways",
  "DescribeVpcEndpoints",
  "DescribeSecurityGroups",
  "DescribeNetworkInterfaces",
] as const;

const everySource = () => true;

/**
 * Every call that a sync cannot do without, one entry for each place, source and operation: answers that succeed, those
 * that say what is not there included. Retries, throttled calls and polls of queries that are still running come on top.
 *
 * @param reads which sources the sync reads; all of them unless told
 */
export function requiredCalls(
  { accounts, places, organization }: FleetCounts,
  reads: (source: SourceName) => boolean = everySource,
): readonly RequiredCalls[] {
  const [first] = accounts;
  const home = { accountId: first?.accountId ?? "", region: "" };
  return [
    ...named("accounts", home, [
      ["sts", "GetCallerIdentity", 1],
      ["organizations", "DescribeOrganization", 1],
      ["organizations", "ListAccounts", pages(accounts.length, page.organization)],
      ...(organization === undefined ? [] : controlCalls(organization)),
    ]),
    ...accounts.flatMap(({ accountId, entities, usageRoles = 0, own = accountId === home.accountId }) => [
      // One session an hour, for all Regions; whatever is read first asks for it.
      ...named(reads("regions") ? "regions" : "limits", { accountId, region: "" }, [
        ["sts", "AssumeRole", own ? 0 : 1],
      ]),
      ...named("regions", { accountId, region: "" }, [["ec2", "DescribeRegions", 1]]),
      ...named("roles", { accountId, region: "" }, [
        ["iam", "GetAccountAuthorizationDetails", pages(entities, page.entities)],
      ]),
      // No role is allowed more services than one page holds.
      ...named("role-usage", { accountId, region: "" }, [
        ["iam", "GenerateServiceLastAccessedDetails", usageRoles],
        ["iam", "GetServiceLastAccessedDetails", usageRoles],
      ]),
    ]),
    ...places.flatMap(callsOfPlace),
  ].filter(({ calls, source }) => calls > 0 && reads(source));
}

/**
 * What limits the accounts: one call says whether anything does. Then the list of policies, the targets of each, the
 * document of each that has some, and what stands under the root and each unit.
 */
function controlCalls({ parents, policyTargets }: OrganizationCounts): OperationCalls[] {
  const listed = (counts: readonly number[]) => counts.reduce((sum, one) => sum + pages(one, page.organization), 0);
  return [
    ["organizations", "ListRoots", 1],
    ["organizations", "ListPolicies", parents.length === 0 ? 0 : pages(policyTargets.length, page.organization)],
    ["organizations", "ListTargetsForPolicy", listed(policyTargets)],
    ["organizations", "DescribePolicy", policyTargets.filter((targets) => targets > 0).length],
    ["organizations", "ListOrganizationalUnitsForParent", listed(parents.map(({ units }) => units))],
    ["organizations", "ListAccountsForParent", listed(parents.map(({ accounts }) => accounts))],
  ];
}

function callsOfPlace(place: PlaceCounts): RequiredCalls[] {
  const { webFunctions = 0, capacityProviders = 0 } = place;
  const anywhere = [
    ...named("limits", place, [["lambda", "GetAccountSettings", 1]]),
    // A Region may hold web functions alone.
    ...named("region-resources", place, [["lambda", "ListWebFunctions", pages(webFunctions, page.functions)]]),
  ];
  if (place.functions === 0) return anywhere;
  const ofReports = place.logWindows * Math.ceil(place.queriedLogGroups / page.queriedGroups);
  const queries = ofReports + (place.insightsWindows ?? 0);
  return [
    ...anywhere,
    ...named("region-resources", place, [
      ["lambda", "ListCapacityProviders", pages(capacityProviders, page.functions)],
      ["lambda", "ListFunctionVersionsByCapacityProvider", capacityProviders],
      ...scalingCalls(place),
    ]),
    ...named("functions", place, [["lambda", "ListFunctions", pages(place.functions, page.functions)]]),
    ...named("triggers", place, [
      ["lambda", "ListEventSourceMappings", pages(place.mappings, page.mappings)],
      ["sqs", "GetQueueAttributes", place.queues],
    ]),
    ...named("tags", place, [["tagging", "GetResources", pages(place.tagged, page.resources)]]),
    ...metricCalls(place),
    ...named("network", place, networkCalls(place)),
    ...named("detail", place, (place.details?.functions ?? place.functions) === 0 ? [] : detailCalls(place)),
    // One list for each kind of event: CloudTrail filters by one attribute, and most of its events are reads.
    ...named("who-changed", place, [["cloudtrail", "LookupEvents", place.trailLookUps]]),
    ...named("log-groups", place, [
      ["logs", "ListLogGroups", pages(place.logGroups, page.logGroups)],
      ["logs", "DescribeLogGroups", Math.ceil((place.describedLogGroups ?? 0) / page.describedGroups)],
    ]),
    ...named("starts", place, [
      ["logs", "StartQuery", queries],
      ["logs", "GetQueryResults", queries],
    ]),
  ];
}

/** Provisioned concurrency may be scheduled to nothing for now: one call says whether anything is scaled at all. */
function scalingCalls({
  scalableTargets = 0,
  scheduledActions = 0,
  scalingPolicies = 0,
}: PlaceCounts): OperationCalls[] {
  const scaled = scalableTargets > 0;
  return [
    ["application-autoscaling", "DescribeScalableTargets", pages(scalableTargets, page.scaling)],
    ["application-autoscaling", "DescribeScheduledActions", scaled ? pages(scheduledActions, page.scaling) : 0],
    ["application-autoscaling", "DescribeScalingPolicies", scaled ? pages(scalingPolicies, page.scaling) : 0],
  ];
}

/** Each source lists what there is, then asks for it. */
function metricCalls(place: PlaceCounts): RequiredCalls[] {
  return (["metrics", "metric-history"] as const).flatMap((source) => {
    const windows = place.metricWindows.filter((window) => window.source === source);
    if (windows.length === 0) return [];
    return named(source, place, [
      ["cloudwatch", "ListMetrics", pages(place.listedMetrics, page.listedMetrics)],
      ["cloudwatch", "GetMetricData", windows.reduce((sum, window) => sum + requestsOf(window), 0)],
    ]);
  });
}

/** An answer holds all points of its request: neither bound of one request leaves more to be fetched. */
function requestsOf({ queries, periods }: MetricWindowCounts): number {
  return Math.ceil(Math.max(queries / page.queries, (queries * periods) / page.points));
}

/** Interfaces of all VPCs may take more pages than one; the fewest are counted. */
function networkCalls({ vpcs, metricWindows }: PlaceCounts): OperationCalls[] {
  const traffic = metricWindows.filter(({ source }) => source === "network");
  return [
    ...describedNetwork.map((operation) => ["ec2", operation, Math.ceil(vpcs / page.vpcs)] as const),
    ["cloudwatch", "GetMetricData", traffic.reduce((sum, window) => sum + requestsOf(window), 0)],
  ];
}

/** Even an empty list takes a call to be seen. */
function pages(count: number, size: number): number {
  return Math.max(1, Math.ceil(count / size));
}

function named(
  source: SourceName,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  calls: readonly OperationCalls[],
): RequiredCalls[] {
  return calls.map(([service, operation, count]) => ({ source, service, operation, accountId, region, calls: count }));
}
