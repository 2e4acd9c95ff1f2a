import type { ParsedPolicy } from "#lib/domain/iam/policy-document.ts";
import { type RoleHome, type RoleRights, roleRights } from "#lib/domain/iam/role-rights.ts";
import type { RolePolicy } from "#lib/domain/iam/role-verdicts.ts";
import { type CompiledPolicy, compilePolicy } from "#lib/domain/iam/statement-grant.ts";
import type { AnalysisError, DetailedRole } from "./authorization-details.ts";
import type { ControlLevels } from "./parse-service-control-policies.ts";

/** A role with all that decides what it may do, joined. */
export interface CompiledRole {
  readonly role: DetailedRole;
  /** The same for every role with the same rights: home, documents and what cuts them. */
  readonly rightsKey: string;
  readonly rights: RoleRights;
}

/** What was compiled before, by content. */
export interface CompilerCache {
  /** A number for each content of each source: keys of roles are short so. */
  readonly numbers: Map<string, number>;
  readonly documents: Map<string, CompiledPolicy>;
  readonly rights: Map<string, RoleRights>;
}

type ReadPolicy = RolePolicy & { readonly document: ParsedPolicy };

const isRead = (policy: RolePolicy): policy is ReadPolicy => policy.document.kind === "policy";

function homeOf(roleArn: string): RoleHome {
  const [, partition = "aws", , , accountId = ""] = roleArn.split(":");
  return { partition, accountId };
}

/** Service control policies do not hold for the roles that AWS's services make for themselves. */
const isServiceLinked = (roleArn: string) => roleArn.includes(":role/aws-service-role/");

function compiled({ documentHash, document }: ReadPolicy, { partition }: RoleHome, cache: CompilerCache) {
  const key = `${partition} ${documentHash}`;
  const known = cache.documents.get(key);
  if (known !== undefined) return known;
  const policy = compilePolicy(document, partition);
  cache.documents.set(key, policy);
  return policy;
}

/** Managed policies are the same objects in every role of a file. */
const numberByPolicy = new WeakMap<RolePolicy, { readonly of: CompilerCache; readonly number: number }>();

function numberOf(policy: RolePolicy, cache: CompilerCache): number {
  const before = numberByPolicy.get(policy);
  if (before?.of === cache) return before.number;
  const content = `${policy.documentHash} ${policy.source}`;
  const number = cache.numbers.get(content) ?? cache.numbers.size;
  cache.numbers.set(content, number);
  numberByPolicy.set(policy, { of: cache, number });
  return number;
}

function keyOf(home: RoleHome, { policies, boundary }: DetailedRole, limits: ControlLevels, cache: CompilerCache) {
  // The order of policies does not matter.
  const numbers = policies.map((policy) => numberOf(policy, cache)).sort((a, b) => a - b);
  const levels = limits.map((level) => level.map((policy) => numberOf(policy, cache)).join(","));
  const cut = boundary === null ? "" : numberOf(boundary, cache);
  return `${home.partition} ${home.accountId} ${cut} ${levels.join("/")} ${numbers.join(",")}`;
}

/** Why a role cannot be judged: an unread Deny cannot be excluded. */
function unreadable(role: DetailedRole): AnalysisError | null {
  const needed = role.boundary === null ? role.policies : [...role.policies, role.boundary];
  const reasons = needed.flatMap(({ source, document }) =>
    document.kind === "error" ? [`${source}: ${document.message}`] : [],
  );
  return reasons.length === 0 ? null : { subject: role.roleArn, message: `Not judged. ${reasons.join(" ")}` };
}

/** Joins a role's documents; an error when one of them could not be read. */
export function compileRole(
  role: DetailedRole,
  allLimits: ControlLevels,
  cache: CompilerCache,
): CompiledRole | AnalysisError {
  const error = unreadable(role);
  if (error !== null) return error;
  const home = homeOf(role.roleArn);
  const limits = isServiceLinked(role.roleArn) ? [] : allLimits;
  const rightsKey = keyOf(home, role, limits, cache);
  const known = cache.rights.get(rightsKey);
  if (known !== undefined) return { role, rightsKey, rights: known };
  const policies = role.policies
    .filter(isRead)
    .map((policy) => ({ source: policy.source, compiled: compiled(policy, home, cache) }));
  const boundary = role.boundary !== null && isRead(role.boundary) ? compiled(role.boundary, home, cache) : null;
  const levels = limits.map((level) => level.filter(isRead).map((policy) => compiled(policy, home, cache)));
  const rights = roleRights(policies, boundary, home, levels);
  cache.rights.set(rightsKey, rights);
  return { role, rightsKey, rights };
}
