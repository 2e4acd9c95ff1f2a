import type { ParsedPolicy } from "./policy-document.ts";
import type { ControlLevels, RolePolicies, RolePolicy } from "./role-policies.ts";
import { type RoleHome, type RoleRights, roleRights } from "./role-rights.ts";
import { type CompiledPolicy, compilePolicy } from "./statement-grant.ts";

/** What a role may do, joined from its documents. */
export interface CompiledRights {
  readonly state: "compiled";
  /** The same for every role with the same rights: home, documents and what cuts them. Holds within one cache. */
  readonly rightsKey: string;
  readonly rights: RoleRights;
}

/** Documents that a role needs and that could not be read: an unread Deny cannot be excluded. */
export interface UnreadDocuments {
  readonly state: "unread";
  readonly failures: readonly { readonly source: string; readonly message: string }[];
}

/** What was compiled before, by content. Keep one for a run over many roles; let it go to free its memory. */
export interface CompilerCache {
  /** A number for each content of each source: keys of roles are short so. */
  readonly numbers: Map<string, number>;
  readonly documents: Map<string, CompiledPolicy>;
  readonly rights: Map<string, RoleRights>;
}

export function createCompilerCache(): CompilerCache {
  return { numbers: new Map(), documents: new Map(), rights: new Map() };
}

type ReadPolicy = RolePolicy & { readonly document: ParsedPolicy };

const isRead = (policy: RolePolicy): policy is ReadPolicy => policy.document.kind === "policy";

/** Where the role of an ARN lives. */
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

/** Managed policies are the same objects in every role of a run. */
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

function keyOf(home: RoleHome, { policies, boundary }: RolePolicies, limits: ControlLevels, cache: CompilerCache) {
  // The order of policies does not matter.
  const numbers = policies.map((policy) => numberOf(policy, cache)).sort((a, b) => a - b);
  // No level is not the same as one level without a document, which denies everything.
  const levels = limits.map((level) => `/${level.map((policy) => numberOf(policy, cache)).join(",")}`);
  const cut = boundary === null ? "" : numberOf(boundary, cache);
  return `${home.partition} ${home.accountId} ${cut} ${levels.join("")} ${numbers.join(",")}`;
}

function failuresOf(policies: readonly RolePolicy[]): UnreadDocuments["failures"] {
  return policies.flatMap(({ source, document }) =>
    document.kind === "error" ? [{ source, message: document.message }] : [],
  );
}

/**
 * Joins a role's documents into what it may do, cut by `levels`, the service control policies above its account (empty
 * where none are known). Roles with the same documents share one result.
 */
export function compileRole(
  role: RolePolicies,
  levels: ControlLevels,
  cache: CompilerCache,
): CompiledRights | UnreadDocuments {
  const limits = isServiceLinked(role.roleArn) ? [] : levels;
  const failures = failuresOf([...role.policies, ...(role.boundary === null ? [] : [role.boundary]), ...limits.flat()]);
  if (failures.length > 0) return { state: "unread", failures };
  const home = homeOf(role.roleArn);
  const rightsKey = keyOf(home, role, limits, cache);
  const known = cache.rights.get(rightsKey);
  if (known !== undefined) return { state: "compiled", rightsKey, rights: known };
  const policies = role.policies
    .filter(isRead)
    .map((policy) => ({ source: policy.source, compiled: compiled(policy, home, cache) }));
  const boundary = role.boundary !== null && isRead(role.boundary) ? compiled(role.boundary, home, cache) : null;
  const cut = limits.map((level) => level.filter(isRead).map((policy) => compiled(policy, home, cache)));
  const rights = roleRights(policies, boundary, home, cut);
  cache.rights.set(rightsKey, rights);
  return { state: "compiled", rightsKey, rights };
}
