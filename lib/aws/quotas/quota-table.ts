import type { ServiceName } from "#lib/aws/service-name.ts";

/** Operations that AWS counts against one rate. */
export interface QuotaClass {
  readonly name: string;
  /** Requests per second that AWS grants one account in one Region. */
  readonly perSecond: number;
}

/**
 * Rates per account and Region as of 2026-11-21. Lambda's three are its quota page's (control-plane requests, not
 * adjustable); CloudWatch's and Logs' are their service quotas' defaults; where AWS publishes none (IAM,
 * Organizations, EC2 as a whole, STS), a rate that is known to pass.
 */
const byOperation: Readonly<Record<string, QuotaClass>> = {
  "lambda GetFunction": { name: "lambda-get-function", perSecond: 100 },
  "lambda GetPolicy": { name: "lambda-get-policy", perSecond: 15 },
  "cloudwatch GetMetricData": { name: "cloudwatch-get-metric-data", perSecond: 50 },
  "cloudwatch ListMetrics": { name: "cloudwatch-list-metrics", perSecond: 25 },
  "logs StartQuery": { name: "logs-start-query", perSecond: 10 },
  "logs GetQueryResults": { name: "logs-get-query-results", perSecond: 10 },
};

const byService: Readonly<Record<ServiceName, QuotaClass>> = {
  lambda: { name: "lambda-control", perSecond: 15 },
  cloudwatch: { name: "cloudwatch", perSecond: 20 },
  logs: { name: "logs", perSecond: 10 },
  iam: { name: "iam", perSecond: 10 },
  ec2: { name: "ec2-describe", perSecond: 20 },
  sqs: { name: "sqs", perSecond: 100 },
  sts: { name: "sts", perSecond: 100 },
  organizations: { name: "organizations", perSecond: 10 },
  cloudtrail: { name: "cloudtrail-lookup", perSecond: 2 },
  tagging: { name: "tagging", perSecond: 15 },
};

/** The rate that an operation counts against. */
export function quotaClassOf(service: ServiceName, operation: string): QuotaClass {
  return byOperation[`${service} ${operation}`] ?? byService[service];
}
