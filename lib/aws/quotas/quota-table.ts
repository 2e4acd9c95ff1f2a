import type { ServiceName } from "#lib/aws/service-name.ts";

/** Operations that AWS counts against one rate. */
export interface QuotaClass {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** What Lamplight uses it for: completes "so that …". */
  readonly why: string;
  /** Requests per second that AWS grants one account in one Region. */
  readonly perSecond: number;
  /** False where AWS publishes no rate: then it is one that is known to pass. */
  readonly published: boolean;
}

const lambdaControl: QuotaClass = {
  name: "lambda-control",
  title: "Lambda: lists and settings",
  why: "functions, aliases, versions, URLs and event sources are listed. Your deployments use the same quota.",
  perSecond: 15,
  published: true,
};

/**
 * Rates per account and Region as of 2026-11-21. Lambda's three are its quota page's (control-plane requests, not
 * adjustable); CloudWatch's and Logs' are their service quotas' defaults; where AWS publishes none (IAM,
 * Organizations, EC2 as a whole, STS), a rate that is known to pass.
 */
const byOperation: Readonly<Record<string, QuotaClass>> = {
  "lambda GetFunction": {
    name: "lambda-get-function",
    title: "Lambda: GetFunction",
    why: "each function's state, tags and reserved concurrency are read.",
    perSecond: 100,
    published: true,
  },
  "lambda GetPolicy": {
    name: "lambda-get-policy",
    title: "Lambda: GetPolicy",
    why: "what may invoke a function is read.",
    perSecond: 15,
    published: true,
  },
  "cloudwatch GetMetricData": {
    name: "cloudwatch-get-metric-data",
    title: "CloudWatch: GetMetricData",
    why: "invocations, errors, throttles and durations are charted.",
    perSecond: 50,
    published: true,
  },
  "cloudwatch ListMetrics": {
    name: "cloudwatch-list-metrics",
    title: "CloudWatch: ListMetrics",
    why: "only metrics that have data are asked for, and paid.",
    perSecond: 25,
    published: true,
  },
  "logs StartQuery": {
    name: "logs-start-query",
    title: "Logs Insights: StartQuery",
    why: "starts and failures are read from log lines.",
    perSecond: 10,
    published: true,
  },
  "logs GetQueryResults": {
    name: "logs-get-query-results",
    title: "Logs Insights: GetQueryResults",
    why: "the answers of those queries are fetched.",
    perSecond: 10,
    published: true,
  },
};

const byService: Readonly<Record<ServiceName, QuotaClass>> = {
  lambda: lambdaControl,
  cloudwatch: {
    name: "cloudwatch",
    title: "CloudWatch: all else",
    why: "what has no quota of its own counts here.",
    perSecond: 20,
    published: false,
  },
  logs: {
    name: "logs",
    title: "CloudWatch Logs: lists",
    why: "log groups, their class and retention are listed.",
    perSecond: 10,
    published: true,
  },
  iam: {
    name: "iam",
    title: "IAM",
    why: "roles and policies of an account are read.",
    perSecond: 10,
    published: false,
  },
  ec2: {
    name: "ec2-describe",
    title: "EC2: Describe",
    why: "subnets, routes, NAT gateways and endpoints of functions are read.",
    perSecond: 20,
    published: false,
  },
  sqs: {
    name: "sqs",
    title: "SQS",
    why: "queues are asked how often they retry, and where failures go.",
    perSecond: 100,
    published: false,
  },
  sts: {
    name: "sts",
    title: "STS",
    why: "the role of each account is assumed.",
    perSecond: 100,
    published: false,
  },
  organizations: {
    name: "organizations",
    title: "Organizations",
    why: "the accounts of the organisation are found.",
    perSecond: 10,
    published: false,
  },
  cloudtrail: {
    name: "cloudtrail-lookup",
    title: "CloudTrail: LookupEvents",
    why: "changes are given their author.",
    perSecond: 2,
    published: true,
  },
  tagging: {
    name: "tagging",
    title: "Resource Groups Tagging",
    why: "tags of all functions are read.",
    perSecond: 15,
    published: false,
  },
  "application-autoscaling": {
    name: "application-autoscaling",
    title: "Application Auto Scaling",
    why: "schedules and scaling policies of provisioned concurrency are read.",
    perSecond: 10,
    published: false,
  },
};

/** Logs Insights queries that one account may have under way in one Region, whoever started them. */
export const concurrentQueries = {
  name: "logs-concurrent-queries",
  title: "Logs Insights: queries at once",
  why: "log queries run side by side, whoever started them.",
  atOnce: 100,
} as const;

/** The rate that an operation counts against. */
export function quotaClassOf(service: ServiceName, operation: string): QuotaClass {
  return byOperation[`${service} ${operation}`] ?? byService[service];
}

/** Every rate that is paced, those that are shared with deployments first. */
export const quotaClasses: readonly QuotaClass[] = [
  ...new Set([lambdaControl, ...Object.values(byOperation), ...Object.values(byService)]),
];
