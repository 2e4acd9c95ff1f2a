import {
  coreMetrics,
  type MetricPlan,
  provisionedMetrics,
  rareMetrics,
  regionMetrics,
} from "#lib/aws/collectors/metrics/metric-plan.ts";
import { trailEventNames } from "#lib/domain/changes/trail-events.ts";
import type {
  FleetCounts,
  MetricWindowCounts,
  OrganizationCounts,
  PlaceCounts,
} from "#lib/domain/collection/fleet-counts.ts";
import { natMetrics } from "#lib/domain/network/nat-traffic.ts";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { insightsLogGroup } from "#simulator/fleet/functions/logging.ts";
import { listMetrics } from "#simulator/fleet/metrics/list.ts";
import type { Fleet, FleetCell } from "#simulator/fleet/types.ts";
import { usualControlPolicies } from "#simulator/services/control-policies.ts";
import { parentOf, unitsOf } from "#simulator/services/organization-units.ts";
import type { FleetSize } from "./bench-fleet.ts";

/** What a first sync of the product reads, where nothing else is asked for. */
const usualHourDays = 15;
const historyDays = 396;
/** How far back CloudTrail's event history reaches. */
const trailMs = 90 * 86_400_000;

/** The counts of a simulated fleet, from the fleet itself rather than from what a sync found. */
export function countFleet(size: FleetSize, now: Date): FleetCounts {
  const { accounts, regions, functions } = size;
  const fleet = createFleet({ seed: 1, accounts, regions, functions, now });
  return {
    organization: countOrganization(fleet),
    accounts: fleet.accounts.map(({ id }) => {
      const iam = fleet.iam(id);
      const entities = iam ? iam.roles().length + iam.localPolicies().length + iam.awsPolicies().length : 0;
      // Of the simulated roles those were used that functions run as.
      const usageRoles = iam?.roles().filter(({ RoleLastUsed }) => RoleLastUsed !== undefined).length ?? 0;
      return { accountId: id, entities, usageRoles };
    }),
    places: fleet.accounts.flatMap(({ id }) =>
      regions.flatMap((region) => {
        const cell = fleet.cell(id, region);
        return cell === null ? [] : [countPlace(fleet, cell, size, now)];
      }),
    ),
  };
}

function countOrganization(fleet: Fleet): OrganizationCounts {
  const units = unitsOf(fleet);
  const parents = [fleet.organization.rootId, ...units.map(({ id }) => id)].map((parent) => ({
    units: units.filter(({ parentId }) => parentId === parent).length,
    accounts: fleet.accounts.filter((account) => parentOf(fleet, account) === parent).length,
  }));
  const places = 1 + units.length + fleet.accounts.length;
  return { parents, policyTargets: [places, ...usualControlPolicies.map(({ on }) => on.length)] };
}

function countPlace(fleet: Fleet, cell: FleetCell, size: FleetSize, now: Date): PlaceCounts {
  const { accountId, region, functionCount } = cell;
  const functions = Array.from({ length: functionCount }, (_, index) => cell.functionAt(index));
  const configurations = functions.map((fn) => fn.configuration());
  const groups = new Set(configurations.map(({ LoggingConfig }) => LoggingConfig?.LogGroup));
  const mappings = cell.eventSourceMappings();
  const listed = [...listMetrics(fleet, { accountId, region, recentlyActiveAt: null })];
  const provisioned = listed.filter(
    ({ MetricName, Dimensions }) => MetricName === "ProvisionedConcurrentExecutions" && Dimensions.length === 2,
  ).length;
  const ownMetrics = listed.filter(({ Dimensions }) => Dimensions.length === 1).map(({ MetricName }) => MetricName);
  // The simulated fleet has one capacity provider in a Region at most: each of its versions runs there.
  const scaling = functions
    .filter((_, place) => configurations[place]?.CapacityProviderConfig !== undefined)
    .reduce((sum, fn) => sum + 1 + fn.versions().length, 0);
  const scaled = cell.scaling();
  const vpcIds = new Set(configurations.flatMap(({ VpcConfig }) => VpcConfig?.VpcId || []));
  // Every private subnet of the simulated fleet leads to its VPC's gateway.
  const natGateways = cell.network(now).natGateways.filter(({ VpcId }) => vpcIds.has(VpcId ?? "")).length;
  const queriedLogGroups = cell
    .logGroups()
    .filter(({ logGroupName, logGroupClass }) => groups.has(logGroupName) && logGroupClass !== "DELIVERY").length;
  const sizes = {
    functions: functionCount,
    images: configurations.filter(({ PackageType }) => PackageType === "Image").length,
    aliases: functions.reduce((sum, fn) => sum + fn.aliases().length, 0),
    publishing: functions.filter((fn) => fn.versions().length > 0).length,
  };
  return {
    accountId,
    region,
    ...sizes,
    versions: functions.reduce((sum, fn) => sum + fn.versions().length, 0),
    signingConfigs: cell.codeSigningConfigs().length,
    webFunctions: cell.webFunctions().length,
    capacityProviders: cell.capacityProviders().length,
    scalableTargets: scaled.targets.length,
    scheduledActions: scaled.actions.length,
    scalingPolicies: scaled.policies.length,
    details: { ...sizes, again: 0, scaling },
    mappings: mappings.length,
    queues: new Set(mappings.flatMap(({ EventSourceArn: arn }) => (arn?.includes(":sqs:") ? [arn] : []))).size,
    tagged: cell.taggedResources().length,
    listedMetrics: listed.filter(({ Dimensions }) => Dimensions.length > 0).length,
    metricWindows: [
      ...metricWindows({ functions: functionCount, listed: ownMetrics, provisioned }, size, now),
      ...natWindows(natGateways),
    ],
    vpcs: vpcIds.size,
    logGroups: cell.logGroups().length,
    describedLogGroups: queriedLogGroups,
    queriedLogGroups,
    // The day that has just ended is sampled, too.
    logWindows: (size.hourDays ?? usualHourDays) + ((size.hourDays ?? usualHourDays) > 1 ? 1 : 0),
    insightsWindows: cell.logGroups().some(({ logGroupName }) => logGroupName === insightsLogGroup)
      ? (size.hourDays ?? usualHourDays)
      : 0,
    trailLookUps: configurations.some(({ LastModified }) => Date.parse(LastModified ?? "") > now.getTime() - trailMs)
      ? trailEventNames.length
      : 0,
  };
}

function natWindows(natGateways: number): MetricWindowCounts[] {
  return natGateways === 0 ? [] : [{ source: "network", queries: natGateways * natMetrics.length, periods: 30 }];
}

interface MeteredPlace {
  readonly functions: number;
  /** Metrics of functions as a whole. */
  readonly listed: readonly (string | undefined)[];
  /** Versions and aliases whose provisioned concurrency was used. */
  readonly provisioned: number;
}

/** Within two weeks only what is listed; further back than listings reach, what any function that ran would have. */
function metricWindows(
  { functions, listed, provisioned }: MeteredPlace,
  size: FleetSize,
  now: Date,
): MetricWindowCounts[] {
  const region = regionMetrics.length;
  const count = (plans: readonly MetricPlan<string>[]) =>
    plans.reduce(
      (sum, { metricName, statistics }) =>
        sum + statistics.length * listed.filter((name) => name === metricName).length,
      0,
    );
  const rare =
    count(rareMetrics) + provisioned * provisionedMetrics.reduce((sum, { statistics }) => sum + statistics.length, 0);
  const perFunction = coreMetrics.reduce((sum, { statistics }) => sum + statistics.length, 0);
  const known = region + count(coreMetrics) + rare;
  const unknown = region + perFunction * functions + rare;
  const earlier = (size.hourDays ?? usualHourDays) - 1;
  const withHistory = size.sources === null || size.sources.includes("metric-history");
  return [
    // One window over all hours that are kept: asked for in two, each metric would be paid for twice.
    { source: "metrics", queries: earlier > 12 ? unknown : known, periods: earlier * 24 + now.getUTCHours() + 1 },
    ...(withHistory ? [{ source: "metric-history", queries: unknown, periods: historyDays } as const] : []),
  ];
}
