import { actionDataSource } from "#lib/domain/iam/action-universe.ts";
import type { AccessTarget } from "./access-target.ts";

/** Services whose actions act on resources whose ARNs name another service. */
const sharedNamespaces: readonly (readonly string[])[] = [
  ["s3", "s3-object-lambda", "s3express", "s3-outposts"],
  ["execute-api", "apigateway"],
  ["ecr", "ecr-public"],
  ["elasticloadbalancing", "wafv2"],
];

function unknownAction({ listed, request }: AccessTarget): readonly string[] {
  if (listed !== null || /[*?]/.test(request.action)) return [];
  return [
    `AWS's list of actions of ${actionDataSource.date} has no ${request.action}: it is judged by its name alone, on the resource as asked.`,
  ];
}

function resourceFit({ listed, request }: AccessTarget): readonly string[] {
  if (listed === null || !request.resource.startsWith("arn:")) return [];
  if (!listed.isScopable) {
    return [
      `AWS does not limit ${listed.name} to resources: only a statement for “*” gives it, whatever the resource.`,
    ];
  }
  const [prefix = "", name = ""] = listed.name.split(":");
  const [, , service = ""] = request.resource.split(":");
  const isShared = sharedNamespaces.some((names) => names.includes(prefix) && names.includes(service));
  if (service !== prefix && !isShared && !/[*?]/.test(service)) {
    return [`The ARN is of ${service}, the action of ${prefix}: few actions act on another service's resources.`];
  }
  const isBucket = /^arn:[^:]*:s3:::[^/*?]+$/.test(request.resource);
  if (isBucket && /Object/.test(name) && !/Bucket/.test(name)) {
    return [`${listed.name} acts on objects, whose ARN goes on after the bucket's name with “/”.`];
  }
  return [];
}

function otherAccount(roleArn: string, { request }: AccessTarget): readonly string[] {
  const [, , , , own = ""] = roleArn.split(":");
  const [, , , , account = ""] = request.resource.split(":");
  if (!/^\d{12}$/.test(account) || account === own) return [];
  return [`The resource lies in account ${account}, whose own policy must allow the role as well.`];
}

/** What the asker should know beside the answer. */
export function notesOf(roleArn: string, target: AccessTarget): readonly string[] {
  return [...unknownAction(target), ...resourceFit(target), ...otherAccount(roleArn, target)];
}

/** A sentence where the resource lies in another partition than the role, which no policy can bridge; else null. */
export function otherPartition(roleArn: string, { request }: AccessTarget): string | null {
  const [, own = ""] = roleArn.split(":");
  const [scheme, partition = ""] = request.resource.split(":");
  if (scheme !== "arn" || partition === own || /[*?]/.test(partition)) return null;
  return `${request.action} on ${request.resource} is denied: the role lies in partition ${own}, the resource in ${partition}.`;
}
