import { adminEvidence, isAdmin } from "./admin-rights.ts";
import type { ParsedPolicy, PolicyError } from "./policy-document.ts";
import { type RoleHome, type RoleRights, roleRights } from "./role-rights.ts";
import { type CompiledPolicy, compilePolicy } from "./statement-grant.ts";
import type { StatementEvidence } from "./verdict-evidence.ts";
import { wildcardServices } from "./wildcard-services.ts";

/** One document that a role needs. */
export interface RolePolicy {
  /** Policy ARN, or `inline:NAME`. */
  readonly source: string;
  /** Hash of the document's content; the same hash is the same document. Compiled once per hash. */
  readonly documentHash: string;
  /** A document that is missing or could not be read is an error with its sentence. */
  readonly document: ParsedPolicy | PolicyError;
}

/** All that decides what a role may do. */
export interface RolePolicies {
  readonly roleArn: string;
  /** Attached and inline policies, in any order. */
  readonly policies: readonly RolePolicy[];
  /** The permissions boundary; null when the role has none. */
  readonly boundary: RolePolicy | null;
  /**
   * Service control policies that stand above the account: one list for each level (root, units, account). Absent or
   * empty where none are known; a level without a document denies everything.
   */
  readonly limits?: readonly (readonly RolePolicy[])[];
}

export type Verdict<T> =
  | { readonly state: "known"; readonly value: T; readonly evidence: readonly StatementEvidence[] }
  | { readonly state: "unknown"; readonly reason: string };

export interface RoleVerdicts {
  readonly admin: Verdict<boolean>;
  /** Sorted service prefixes that are granted whole; `["*"]` where every service is. */
  readonly wildcardServices: Verdict<readonly string[]>;
}

/** What was compiled and judged before. Keep one for a run over many roles; let it go to free its memory. */
export interface VerdictCache {
  readonly compiled: Map<string, CompiledPolicy>;
  readonly verdicts: Map<string, RoleVerdicts>;
}

export function createVerdictCache(): VerdictCache {
  return { compiled: new Map(), verdicts: new Map() };
}

function homeOf(roleArn: string): RoleHome {
  const [, partition = "aws", , , accountId = ""] = roleArn.split(":");
  return { partition, accountId };
}

function compile(policy: RolePolicy, document: ParsedPolicy, home: RoleHome, cache: VerdictCache): CompiledPolicy {
  const key = `${home.partition} ${policy.documentHash}`;
  const known = cache.compiled.get(key);
  if (known !== undefined) return known;
  const compiled = compilePolicy(document, home.partition);
  cache.compiled.set(key, compiled);
  return compiled;
}

function unknownBecause(failures: readonly { source: string; message: string }[]): RoleVerdicts {
  const reason = failures
    .map(({ source, message }) => `${source}: ${message}`)
    .sort()
    .join(" ");
  return { admin: { state: "unknown", reason }, wildcardServices: { state: "unknown", reason } };
}

function judge(rights: RoleRights): RoleVerdicts {
  if (isAdmin(rights)) {
    const evidence = adminEvidence(rights);
    return {
      admin: { state: "known", value: true, evidence },
      wildcardServices: { state: "known", value: ["*"], evidence },
    };
  }
  const { services, evidence } = wildcardServices(rights);
  return {
    admin: { state: "known", value: false, evidence: [] },
    wildcardServices: { state: "known", value: services, evidence },
  };
}

/** Which documents decide, wherever they come from first in the list: the order of policies does not matter. */
function verdictKey({ policies, boundary, limits = [] }: RolePolicies, home: RoleHome): string {
  const documents = policies.map((policy) => JSON.stringify([policy.source, policy.documentHash])).sort();
  const levels = limits.map((level) => level.map((policy) => policy.documentHash).sort());
  return JSON.stringify([home.partition, home.accountId, boundary?.documentHash ?? null, levels, documents]);
}

/**
 * Judges a role by all its policies together, minus Deny, cut by its boundary and by service control policies
 * ("Whole-role verdicts" in docs/rules.md). Both verdicts are unknown, with the reason, when a document that the role
 * needs could not be read: an unread Deny cannot be excluded.
 */
export function roleVerdicts(role: RolePolicies, cache: VerdictCache = createVerdictCache()): RoleVerdicts {
  const home = homeOf(role.roleArn);
  const failures: { source: string; message: string }[] = [];
  const read = (policy: RolePolicy) => {
    if (policy.document.kind === "policy") return [{ policy, document: policy.document }];
    failures.push({ source: policy.source, message: policy.document.message });
    return [];
  };
  const documents = role.policies.flatMap(read);
  const boundary = role.boundary === null ? [] : read(role.boundary);
  const levels = (role.limits ?? []).map((level) => level.flatMap(read));
  if (failures.length > 0) return unknownBecause(failures);
  const key = verdictKey(role, home);
  const known = cache.verdicts.get(key);
  if (known !== undefined) return known;
  const compiled = ({ policy, document }: (typeof documents)[number]) => compile(policy, document, home, cache);
  const sourced = documents.map((entry) => ({ source: entry.policy.source, compiled: compiled(entry) }));
  const [limit = null] = boundary.map(compiled);
  const limits = levels.map((level) => level.map(compiled));
  const verdicts = judge(roleRights(sourced, limit, home, limits));
  cache.verdicts.set(key, verdicts);
  return verdicts;
}
