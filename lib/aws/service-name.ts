/** The AWS services that Lamplight asks. */
export type ServiceName =
  | "lambda"
  | "cloudwatch"
  | "logs"
  | "iam"
  | "ec2"
  | "sqs"
  | "sts"
  | "organizations"
  | "cloudtrail"
  | "tagging"
  | "application-autoscaling";

/** How IAM names a service's actions, where that is not the service's own name here. */
const actionPrefixes: Partial<Record<ServiceName, string>> = { tagging: "tag" };

const titles: Record<ServiceName, string> = {
  lambda: "Lambda",
  cloudwatch: "CloudWatch",
  logs: "CloudWatch Logs",
  iam: "IAM",
  ec2: "EC2",
  sqs: "SQS",
  sts: "STS",
  organizations: "Organizations",
  cloudtrail: "CloudTrail",
  tagging: "Resource Groups Tagging",
  "application-autoscaling": "Application Auto Scaling",
};

/** Services with one endpoint for all Regions. */
const globalServices: ReadonlySet<ServiceName> = new Set(["iam", "organizations"]);

/** The IAM action that an operation needs; the operations Lamplight uses all have the action of their own name. */
export function actionOf(service: ServiceName, operation: string): string {
  return `${actionPrefixes[service] ?? service}:${operation}`;
}

/** Whether a text from a store or a plan names a service that Lamplight asks. */
export function isServiceName(text: string): text is ServiceName {
  return Object.hasOwn(titles, text);
}

/** The service as people call it. */
export function titleOf(service: ServiceName): string {
  return titles[service];
}

/** Whether one endpoint serves all Regions of the partition. */
export function isGlobal(service: ServiceName): boolean {
  return globalServices.has(service);
}

/** The Region whose endpoint serves the global services of a partition. */
export function globalRegionOf(region: string): string {
  if (region.startsWith("cn-")) return "cn-north-1";
  if (region.startsWith("us-gov-")) return "us-gov-west-1";
  return "us-east-1";
}
