import type { DetailCounts, OrganizationCounts } from "./fleet-counts.ts";

/** What an account-Region holds and does, as far as it decides what its readings ask of AWS. */
export interface PlaceShape {
  readonly accountId: string;
  readonly region: string;
  readonly functions: number;
  readonly images: number;
  readonly aliases: number;
  readonly publishing: number;
  readonly versions: number;
  readonly signingConfigs: number;
  /** Versions of functions on Managed Instances, `$LATEST.PUBLISHED` included. */
  readonly scaling: number;
  /** Functions whose state can go stale by itself: in a VPC, container images, SnapStart. */
  readonly restless: number;
  /** Whose detail is due with the next reading; on an average one where absent. */
  readonly dueDetails?: DetailCounts;
  readonly webFunctions: number;
  readonly capacityProviders: number;
  /** Versions and aliases whose provisioned concurrency is scaled, and what scales them. */
  readonly scalableTargets: number;
  readonly scheduledActions: number;
  readonly scalingPolicies: number;
  readonly mappings: number;
  readonly queues: number;
  readonly tagged: number;
  readonly vpcs: number;
  /** NAT gateways that functions' routes lead to. */
  readonly natGateways: number;
  readonly logGroups: number;
  /** Log groups that functions write to and that can be queried. */
  readonly queriedLogGroups: number;
  /** Whether a function carries Lambda Insights as a layer, so that its log group is queried, too. */
  readonly hasInsights?: boolean;
  /** Functions that have data of the last three hours, on average over a day. */
  readonly active: number;
  /** Functions that have data of the last two weeks. */
  readonly listed: number;
  /** Metrics beyond the ordinary ones that functions have data of: of asynchronous calls, streams and the like. */
  readonly rareMetrics: number;
  /** Bytes that log groups of functions take in an hour. */
  readonly logBytesPerHour: number;
  /** How long log lines are kept; null for ever, which is longer than they are read back. */
  readonly logRetentionDays: number | null;
  /** Whether a function was modified within CloudTrail's 90 days. */
  readonly modifiedLately: boolean;
}

export interface AccountShape {
  readonly accountId: string;
  /** Roles and policies. */
  readonly entities: number;
  /** Roles that functions run as. */
  readonly usedRoles: number;
  readonly own: boolean;
}

export interface FleetShape {
  /** Absent where there is none, or none that lets the caller in. */
  readonly organization?: OrganizationCounts;
  readonly accounts: readonly AccountShape[];
  readonly places: readonly PlaceShape[];
}

/** A fleet that nobody has read yet, as far as people can say. */
export interface FleetFigures {
  readonly functions: number;
  readonly accounts: number;
  /** Regions with functions, in each account. */
  readonly regions: number;
  readonly rolesPerFunction: number;
  /** Part of the functions that has run within three hours, on average. */
  readonly activeShare: number;
  /** Part of the functions that has run within two weeks. */
  readonly listedShare: number;
  /** Metrics beyond the ordinary five that a function which runs has. */
  readonly rareMetricsPerFunction: number;
  /** Log lines that an active function writes, REPORT lines among them. */
  readonly logMbPerActiveFunctionDay: number;
}

/** What is taken where nobody says otherwise. */
export const usualFigures = {
  rolesPerFunction: 0.3,
  activeShare: 0.2,
  listedShare: 0.6,
  rareMetricsPerFunction: 0.3,
  logMbPerActiveFunctionDay: 50,
} as const satisfies Partial<FleetFigures>;

/** Per function, of a fleet that is like most: what people hardly know of theirs. */
export const usualParts = {
  images: 0.1,
  aliases: 0.3,
  publishing: 0.2,
  versions: 0.6,
  restless: 0.35,
  mappings: 0.4,
  queues: 0.25,
  tagged: 0.9,
} as const;
/** Policies for each role, those of AWS that are attached included. */
const policiesPerRole = 0.5;
const vpcsPerPlace = 2;
/** Of an organisation with more than one account. */
export const usualOrganization = { accountsPerUnit: 10, denyingPolicies: 5 } as const;

/** A fleet of these figures, its functions spread evenly. */
export function assumedShape(figures: FleetFigures): FleetShape {
  const { functions, accounts, regions } = figures;
  const places = accounts * regions;
  const ids = Array.from({ length: accounts }, (_, index) => String(index + 1).padStart(12, "0"));
  const roles = functions * figures.rolesPerFunction;
  return {
    ...(accounts > 1 ? { organization: assumedOrganization(accounts) } : {}),
    accounts: ids.map((accountId, index) => ({
      accountId,
      entities: Math.ceil((roles * (1 + policiesPerRole)) / accounts),
      usedRoles: Math.ceil(roles / accounts),
      own: index === 0,
    })),
    places: ids.flatMap((accountId, account) =>
      Array.from({ length: regions }, (_, region) => {
        const index = account * regions + region;
        return assumedPlace(accountId, `region-${region + 1}`, partOf(functions, places, index), figures);
      }),
    ),
  };
}

/** Units directly under the root; FullAWSAccess on everything, and each policy beside it on one place. */
function assumedOrganization(accounts: number): OrganizationCounts {
  const units = Math.ceil(accounts / usualOrganization.accountsPerUnit);
  const unit = (_: unknown, index: number) => ({ units: 0, accounts: partOf(accounts, units, index) });
  return {
    parents: [{ units, accounts: 0 }, ...Array.from({ length: units }, unit)],
    policyTargets: [1 + units + accounts, ...Array.from({ length: usualOrganization.denyingPolicies }, () => 1)],
  };
}

function assumedPlace(accountId: string, region: string, functions: number, figures: FleetFigures): PlaceShape {
  const part = (share: number) => Math.round(functions * share);
  const listed = part(figures.listedShare);
  const active = functions * figures.activeShare;
  return {
    accountId,
    region,
    functions,
    images: part(usualParts.images),
    aliases: part(usualParts.aliases),
    publishing: part(usualParts.publishing),
    versions: part(usualParts.versions),
    signingConfigs: 0,
    scaling: 0,
    webFunctions: 0,
    capacityProviders: 0,
    scalableTargets: 0,
    scheduledActions: 0,
    scalingPolicies: 0,
    restless: part(usualParts.restless),
    mappings: part(usualParts.mappings),
    queues: part(usualParts.queues),
    tagged: part(usualParts.tagged),
    vpcs: Math.min(functions, vpcsPerPlace),
    natGateways: Math.min(functions, vpcsPerPlace),
    logGroups: functions,
    queriedLogGroups: listed,
    active,
    listed,
    rareMetrics: Math.round(listed * figures.rareMetricsPerFunction),
    logBytesPerHour: (active * figures.logMbPerActiveFunctionDay * 2 ** 20) / 24,
    logRetentionDays: null,
    modifiedLately: functions > 0,
  };
}

/** The part of a whole number that the index-th of some equal parts has; together they are the whole. */
function partOf(whole: number, parts: number, index: number): number {
  return Math.floor((whole * (index + 1)) / parts) - Math.floor((whole * index) / parts);
}
