/** A service that says for whom it invokes a function. */
export interface SourceKeyService {
  /** `medium`: anyone can point a resource of an account of theirs at the function with this permission alone; `low`: the service or the shape of its events stands in the way. */
  readonly severity: "medium" | "low";
  /** Where AWS documents a permission that is limited by `aws:SourceArn` or `aws:SourceAccount`. */
  readonly source: string;
}

const guides = "https://docs.aws.amazon.com";

/**
 * Services of which AWS documents that they send `aws:SourceArn` or `aws:SourceAccount` when they invoke a function, by
 * service principal without its domain. A permission for one of them without a source is open to its resources in every
 * account. Services that are not listed (Alexa, which is told apart by a token; those that assume a role) are never held
 * to these keys: a condition that the service cannot meet would only stop it.
 */
const services: Readonly<Record<string, SourceKeyService>> = {
  apigateway: { severity: "medium", source: `${guides}/lambda/latest/dg/services-apigateway.html` },
  bedrock: { severity: "low", source: `${guides}/bedrock/latest/userguide/agents-permissions.html` },
  cloudfront: {
    severity: "medium",
    source: `${guides}/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html`,
  },
  codecommit: { severity: "low", source: `${guides}/codecommit/latest/userguide/how-to-notify-lambda-cc.html` },
  "cognito-idp": {
    severity: "low",
    source: `${guides}/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html`,
  },
  config: {
    severity: "low",
    source: `${guides}/config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html`,
  },
  connect: { severity: "low", source: `${guides}/connect/latest/adminguide/connect-lambda-functions.html` },
  elasticloadbalancing: {
    severity: "low",
    source: `${guides}/elasticloadbalancing/latest/application/lambda-functions.html`,
  },
  events: { severity: "medium", source: `${guides}/eventbridge/latest/userguide/eb-use-resource-based.html` },
  iot: { severity: "medium", source: `${guides}/iot/latest/developerguide/lambda-rule-action.html` },
  "lambda.alarms.cloudwatch": {
    severity: "low",
    source: `${guides}/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html`,
  },
  lexv2: { severity: "low", source: `${guides}/lexv2/latest/dg/lambda-attach.html` },
  logs: { severity: "low", source: `${guides}/AmazonCloudWatch/latest/logs/SubscriptionFilters.html` },
  s3: { severity: "medium", source: `${guides}/lambda/latest/dg/with-s3.html` },
  secretsmanager: {
    severity: "low",
    source: `${guides}/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html`,
  },
  ses: { severity: "medium", source: `${guides}/ses/latest/dg/receiving-email-permissions.html` },
  sns: { severity: "medium", source: `${guides}/lambda/latest/dg/with-sns.html` },
};

/** `s3` of `s3.amazonaws.com`, `logs` of `logs.eu-west-1.amazonaws.com`: the principal without its Region and domain. */
export function serviceName(principal: string): string {
  return principal
    .toLowerCase()
    .replace(/\.amazonaws\.(com(\.cn)?|eu)$/, "")
    .replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, "");
}

/** What is known of a service principal's source keys; null for a service of which AWS does not say that it sends them. */
export function sourceKeysOf(principal: string): SourceKeyService | null {
  const name = serviceName(principal);
  return Object.hasOwn(services, name) ? (services[name] ?? null) : null;
}
