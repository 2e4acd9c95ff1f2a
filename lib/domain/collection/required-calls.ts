import type { FleetCounts, MetricWindowCounts, PlaceCounts } from "./fleet-counts.ts";
import type { SourceName } from "./source.ts";

/** Calls of one operation that a first sync needs in one place. `region` is "" for services that have none. */
export interface RequiredCalls {
  readonly source: SourceName;
  readonly service: string;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly calls: number;
}

/**
 * Entries of one page or request at most, by AWS's API reference as of 2026-11-21: ListAccounts 20, ListFunctions 50,
 * ListEventSourceMappings 100, GetResources 100, ListMetrics 500, GetMetricData 500 queries and 100,800 datapoints,
 * GetAccountAuthorizationDetails 1,000, EC2 filters 200 values, ListLogGroups 1,000, StartQuery 50 groups.
 */
const page = {
  accounts: 20,
  functions: 50,
  mappings: 100,
  resources: 100,
  listedMetrics: 500,
  queries: 500,
  points: 100_800,
  entities: 1_000,
  vpcs: 200,
  logGroups: 1_000,
  queriedGroups: 50,
} as const;

const describedNetwork = [
  "DescribeSubnets",
  "DescribeRouteTables",
  "DescribeNatGateways",
  "DescribeVpcEndpoints",
  "DescribeSecurityGroups",
  "DescribeNetworkInterfaces",
] as const;

type Call = readonly [service: string, operation: string, calls: number];

/** Every call that a first sync of a fleet cannot do without, one entry for each place and operation. */
export function requiredCalls({ accounts, places }: FleetCounts): readonly RequiredCalls[] {
  const home = { accountId: accounts[0]?.accountId ?? "", region: "" };
  return [
    ...named("accounts", home, [
      ["organizations", "DescribeOrganization", 1],
      ["organizations", "ListAccounts", pages(accounts.length, page.accounts)],
    ]),
    ...accounts.flatMap(({ accountId, entities }) => [
      ...named("regions", { accountId, region: "" }, [["ec2", "DescribeRegions", 1]]),
      ...named("roles", { accountId, region: "" }, [
        ["iam", "GetAccountAuthorizationDetails", pages(entities, page.entities)],
      ]),
    ]),
    ...places.flatMap(callsOfPlace),
  ].filter(({ calls }) => calls > 0);
}

function callsOfPlace(place: PlaceCounts): RequiredCalls[] {
  const limits = named("limits", place, [["lambda", "GetAccountSettings", 1]]);
  if (place.functions === 0) return limits;
  const queries = place.logWindows * Math.ceil(place.queriedLogGroups / page.queriedGroups);
  return [
    ...limits,
    ...named("functions", place, [["lambda", "ListFunctions", pages(place.functions, page.functions)]]),
    ...named("triggers", place, [
      ["lambda", "ListEventSourceMappings", pages(place.mappings, page.mappings)],
      ["sqs", "GetQueueAttributes", place.queues],
    ]),
    ...named("tags", place, [["tagging", "GetResources", pages(place.tagged, page.resources)]]),
    ...metricCalls(place),
    ...named("network", place, networkCalls(place)),
    ...named("detail", place, detailCalls(place)),
    // One list for each kind of event: CloudTrail filters by one attribute, and most of its events are reads.
    ...named("who-changed", place, [["cloudtrail", "LookupEvents", place.trailLookUps]]),
    ...named("log-groups", place, [["logs", "ListLogGroups", pages(place.logGroups, page.logGroups)]]),
    ...named("starts", place, [
      ["logs", "StartQuery", queries],
      ["logs", "GetQueryResults", queries],
    ]),
  ];
}

/** A new function's whole detail; its configuration comes with GetFunction. */
function detailCalls({ functions, images, aliases, publishing }: PlaceCounts): Call[] {
  return [
    ["lambda", "GetFunction", functions],
    ["lambda", "GetPolicy", functions + aliases],
    ["lambda", "ListAliases", functions],
    ["lambda", "ListVersionsByFunction", functions],
    ["lambda", "ListFunctionUrlConfigs", functions],
    ["lambda", "ListFunctionEventInvokeConfigs", functions],
    ["lambda", "GetFunctionRecursionConfig", functions],
    ["lambda", "GetFunctionCodeSigningConfig", functions - images],
    ["lambda", "ListProvisionedConcurrencyConfigs", publishing],
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

function requestsOf({ queries, periods }: MetricWindowCounts): number {
  return Math.ceil(Math.max(queries / page.queries, (queries * periods) / page.points));
}

function networkCalls({ vpcs }: PlaceCounts): Call[] {
  return describedNetwork.map((operation) => ["ec2", operation, Math.ceil(vpcs / page.vpcs)] as const);
}

/** Even an empty list takes a call to be seen. */
function pages(count: number, size: number): number {
  return Math.max(1, Math.ceil(count / size));
}

function named(
  source: SourceName,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  calls: readonly Call[],
): RequiredCalls[] {
  return calls.map(([service, operation, count]) => ({ source, service, operation, accountId, region, calls: count }));
}
