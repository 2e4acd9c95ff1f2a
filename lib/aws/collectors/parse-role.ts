import { type AnswerReader, dateOrNull, recordOrNull, textOrNull, toJson } from "#lib/aws/answer.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import type { ObservedPolicy, ObservedRole } from "#lib/domain/fleet/observed-role.ts";
import { tagsOf } from "./tags.ts";

type Answer = Readonly<Record<string, unknown>>;

/** One role of GetAccountAuthorizationDetails. */
export function parseRole(role: Answer, read: AnswerReader): ObservedRole {
  const name = read.text(role.RoleName, "RoleName");
  const lastUsed = recordOrNull(role.RoleLastUsed);
  const records = (value: unknown, field: string) => read.list(value, field).map((item) => read.record(item, field));
  return {
    roleArn: read.text(role.Arn, "Role.Arn"),
    roleId: textOrNull(role.RoleId) ?? "",
    name,
    path: textOrNull(role.Path) ?? "/",
    trustPolicy: decodeDocument(role.AssumeRolePolicyDocument),
    inlinePolicies: records(role.RolePolicyList, "RolePolicyList").map((policy) => ({
      name: read.text(policy.PolicyName, "PolicyName"),
      document: decodeDocument(policy.PolicyDocument),
    })),
    attachedPolicyArns: records(role.AttachedManagedPolicies, "AttachedManagedPolicies").map((policy) =>
      read.text(policy.PolicyArn, "PolicyArn"),
    ),
    boundaryArn: textOrNull(recordOrNull(role.PermissionsBoundary)?.PermissionsBoundaryArn),
    createdAt: dateOrNull(role.CreateDate),
    lastUsedAt: dateOrNull(lastUsed?.LastUsedDate),
    lastUsedRegion: textOrNull(lastUsed?.Region),
    tags: tagsOf(records(role.Tags, "Tags")),
  };
}

/** One managed policy with its default version. */
export function parsePolicy(policy: Answer, read: AnswerReader): ObservedPolicy {
  const versions = read.list(policy.PolicyVersionList, "PolicyVersionList").map((item) => read.record(item, "Version"));
  const current = versions.find((version) => version.IsDefaultVersion === true);
  return {
    policyArn: read.text(policy.Arn, "Policy.Arn"),
    name: read.text(policy.PolicyName, "PolicyName"),
    defaultVersionId: textOrNull(policy.DefaultVersionId) ?? textOrNull(current?.VersionId) ?? "",
    document: decodeDocument(current?.Document),
  };
}

/**
 * IAM sends documents URL-encoded (RFC 3986: a plus sign is a plus sign). What cannot be decoded or parsed stays the
 * text that was sent, so that nobody takes it for an empty policy; a document that is missing is the empty text.
 */
export function decodeDocument(value: unknown): Json {
  const sent = textOrNull(value) ?? "";
  try {
    return toJson(JSON.parse(decodeURIComponent(sent)));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof URIError)) throw error;
    return plainJson(sent);
  }
}

/** Some endpoints send documents without encoding them; a percent sign in one then breaks the decoding. */
function plainJson(sent: string): Json {
  try {
    return toJson(JSON.parse(sent));
  } catch (error) {
    if (error instanceof SyntaxError) return sent;
    throw error;
  }
}
