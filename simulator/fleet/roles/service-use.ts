import type { ManagedPolicyDetail, RoleDetail } from "@aws-sdk/client-iam";
import { between, chance, keyOf } from "#simulator/fleet/random.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { serviceNamespaces } from "./service-namespaces.ts";

const day = 86_400_000;

/** One action that AWS tracks; null: the role never tried it. */
export interface TrackedActionUse {
  readonly name: string;
  readonly usedAt: Date | null;
}

/** What a role does with one service that its policies name. */
export interface RoleServiceUse {
  readonly namespace: string;
  readonly title: string;
  /** Null: never in the tracking period. */
  readonly usedAt: Date | null;
  /** Null where AWS tracks no action of the service. */
  readonly actions: readonly TrackedActionUse[] | null;
}

/** Services as AWS titles them, with actions that it tracks: what manages things, and never what reads or writes data. */
const services: Readonly<Record<string, { readonly title: string; readonly tracked: readonly string[] }>> = {
  account: { title: "AWS Account Management", tracked: [] },
  dynamodb: { title: "Amazon DynamoDB", tracked: ["CreateTable", "DeleteTable", "DescribeTable", "UpdateTable"] },
  ec2: {
    title: "Amazon EC2",
    tracked: ["CreateNetworkInterface", "DeleteNetworkInterface", "DescribeInstances", "RunInstances", "StopInstances"],
  },
  ecr: { title: "Amazon Elastic Container Registry", tracked: ["CreateRepository", "PutLifecyclePolicy"] },
  ecs: { title: "Amazon Elastic Container Service", tracked: ["CreateCluster", "RunTask"] },
  "execute-api": { title: "Amazon API Gateway", tracked: [] },
  iam: { title: "AWS Identity and Access Management", tracked: ["CreateRole", "DeleteRole", "GetRole", "ListRoles"] },
  kafka: { title: "Amazon Managed Streaming for Apache Kafka", tracked: ["DescribeCluster", "GetBootstrapBrokers"] },
  kinesis: { title: "Amazon Kinesis", tracked: ["CreateStream", "DeleteStream", "ListStreams"] },
  kms: { title: "AWS Key Management Service", tracked: [] },
  lambda: { title: "AWS Lambda", tracked: ["CreateFunction", "DeleteFunction", "GetFunction", "ListFunctions"] },
  logs: { title: "Amazon CloudWatch Logs", tracked: ["CreateLogGroup", "DeleteLogGroup", "PutRetentionPolicy"] },
  organizations: { title: "AWS Organizations", tracked: [] },
  "rds-db": { title: "Amazon RDS IAM Authentication", tracked: [] },
  s3: {
    title: "Amazon S3",
    tracked: ["CreateBucket", "DeleteBucket", "GetBucketPolicy", "ListAllMyBuckets", "PutBucketPolicy"],
  },
  "s3-object-lambda": { title: "Amazon S3 Object Lambda", tracked: [] },
  secretsmanager: { title: "AWS Secrets Manager", tracked: ["CreateSecret", "DeleteSecret", "ListSecrets"] },
  sns: { title: "Amazon SNS", tracked: ["CreateTopic", "DeleteTopic", "ListTopics"] },
  sqs: { title: "Amazon SQS", tracked: [] },
  ssm: { title: "AWS Systems Manager", tracked: ["DescribeParameters", "GetParametersByPath"] },
  xray: { title: "AWS X-Ray", tracked: [] },
};

/** Used by every function that runs: it writes its log. */
const alwaysUsed = "logs";

/**
 * What a role has used of what its policies name, sorted by service. It is the story behind the report: who never ran
 * used nothing, who runs writes logs, and of everything else some services and actions are never touched.
 */
export function serviceUse(role: RoleDetail, managed: readonly ManagedPolicyDetail[]): RoleServiceUse[] {
  const patterns = grantedPatterns(role, managed);
  const key = keyOf(keyOf(0, role.Arn ?? ""), "service use");
  const last = role.RoleLastUsed?.LastUsedDate ?? null;
  const before = (label: string): Date | null =>
    last === null ? null : new Date(last.getTime() - between(key, `when ${label}`, 0, 90) * day);
  return namespacesOf(patterns).map((namespace) => {
    const { title, tracked } = services[namespace] ?? { title: namespace, tracked: [] };
    const isUsed = namespace === alwaysUsed || chance(key, `used ${namespace}`, namespace in services ? 0.6 : 0.01);
    const actions = tracked
      .filter((action) => patterns.some((pattern) => matches(pattern, `${namespace}:${action}`)))
      .map((name): TrackedActionUse => {
        const label = `${namespace}:${name}`;
        return { name, usedAt: isUsed && chance(key, `used ${label}`, 0.4) ? before(label) : null };
      });
    const usedAt = namespace === alwaysUsed ? last : isUsed ? latest(actions, before(namespace)) : null;
    return { namespace, title, usedAt, actions: actions.length === 0 ? null : actions };
  });
}

/** A service was last used no earlier than any of its actions. */
function latest(actions: readonly TrackedActionUse[], own: Date | null): Date | null {
  return actions.reduce((most, { usedAt }) => (usedAt !== null && most !== null && usedAt > most ? usedAt : most), own);
}

/** What the Allow statements of a role's policies name; everything but what they leave out counts as everything. */
function grantedPatterns(role: RoleDetail, policies: readonly ManagedPolicyDetail[]): string[] {
  const attached = new Set((role.AttachedManagedPolicies ?? []).map(({ PolicyArn }) => PolicyArn));
  const managed = policies.filter(({ Arn }) => attached.has(Arn));
  const documents = [
    ...(role.RolePolicyList ?? []).map(({ PolicyDocument }) => PolicyDocument),
    ...managed.map(({ PolicyVersionList }) => PolicyVersionList?.find((version) => version.IsDefaultVersion)?.Document),
  ];
  const patterns = documents.flatMap((document) => {
    const policy: PolicyDocument = JSON.parse(decodeURIComponent(document ?? '{"Statement":[]}'));
    return [policy.Statement].flat().flatMap((statement) => {
      if (statement.Effect === "Deny") return [];
      return statement.Action === undefined ? ["*"] : [statement.Action].flat();
    });
  });
  return [...new Set(patterns.map((pattern) => pattern.toLowerCase()))];
}

function namespacesOf(patterns: readonly string[]): string[] {
  const named = patterns.map((pattern) => pattern.slice(0, Math.max(0, pattern.indexOf(":"))));
  return [
    ...new Set(named.flatMap((prefix) => (prefix === "" || prefix.includes("*") ? serviceNamespaces : [prefix]))),
  ].sort();
}

function matches(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(action);
}
