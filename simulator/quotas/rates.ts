/** One token bucket of AWS: the operations that share it, and how many calls a second it refills. */
export interface RateQuota {
  /** Operations in the same bucket wait for each other. */
  readonly bucket: string;
  readonly perSecond: number;
  /** Calls that may come at once after a rest; one second's worth where not given. */
  readonly burst?: number;
}

type ServiceRates = { readonly rest: number } & Readonly<Record<string, number>>;

/**
 * Calls a second for each account and Region, as of November 2026. Operations named alone have a bucket of their own,
 * `rest` is shared by all others. Lambda's figures and CloudWatch's and Logs' named ones are documented quotas; the
 * others are what callers see, since AWS does not publish them.
 */
const rates: Readonly<Record<string, ServiceRates>> = {
  lambda: { GetFunction: 100, GetPolicy: 15, ListCapacityProviders: 15, rest: 15 },
  monitoring: { GetMetricData: 50, ListMetrics: 25, rest: 15 },
  logs: { StartQuery: 10, GetQueryResults: 10, DescribeLogGroups: 10, ListLogGroups: 10, rest: 10 },
  iam: { GetAccountAuthorizationDetails: 5, GenerateServiceLastAccessedDetails: 10, rest: 15 },
  sts: { rest: 600 },
  organizations: { rest: 10 },
  ec2: { rest: 20 },
  sqs: { rest: 100 },
  cloudtrail: { LookupEvents: 2, rest: 10 },
  tagging: { GetResources: 15, rest: 5 },
  "application-autoscaling": { rest: 10 },
};

const DEFAULT_RATE = 10;

/** The bucket that a call is taken from. */
export function rateQuota(service: string, operation: string): RateQuota {
  const known = rates[service];
  const own = known?.[operation];
  return own === undefined
    ? { bucket: `${service}:rest`, perSecond: known?.rest ?? DEFAULT_RATE }
    : { bucket: `${service}:${operation}`, perSecond: own };
}

/** IAM and Organizations are global: one bucket for the account, whatever Region was signed for. */
export function isGlobalService(service: string): boolean {
  return service === "iam" || service === "organizations";
}
