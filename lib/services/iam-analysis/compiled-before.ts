import type { ControlLevels, RolePolicy } from "#lib/domain/iam/role-policies.ts";
import type { AnalysisError, DetailedRole } from "./authorization-details.ts";
import type { CompiledRole } from "./role-compiler.ts";

/** Roles as they were joined last: whatever is the same is not joined again, nor told apart by long keys. */
export interface CompiledBefore {
  readonly roles: Map<string, CompiledRole>;
  /** What stood above the account, by content. */
  limits: string;
  /** All roles of the last analysis, and the key of them together. */
  estate: { readonly roles: readonly CompiledRole[]; readonly key: string };
}

export function createCompiledBefore(): CompiledBefore {
  return { roles: new Map(), limits: "", estate: { roles: [], key: "" } };
}

function isSamePolicy(first: RolePolicy | null, second: RolePolicy | null | undefined): boolean {
  return first?.source === second?.source && first?.documentHash === second?.documentHash;
}

function isSameRole(first: DetailedRole, second: DetailedRole): boolean {
  return (
    first.trustHash === second.trustHash &&
    first.policies.length === second.policies.length &&
    isSamePolicy(first.boundary, second.boundary) &&
    first.policies.every((policy, at) => isSamePolicy(policy, second.policies[at]))
  );
}

/** Joins roles, but for those that are as they were; `compile` joins one. */
export function compileAgain(
  roles: readonly DetailedRole[],
  limits: ControlLevels,
  before: CompiledBefore,
  compile: (role: DetailedRole) => CompiledRole | AnalysisError,
): readonly (CompiledRole | AnalysisError)[] {
  const above = JSON.stringify(limits.map((level) => level.map(({ source, documentHash }) => [source, documentHash])));
  if (before.limits !== above) before.roles.clear();
  before.limits = above;
  return roles.map((role) => {
    const known = before.roles.get(role.roleArn);
    if (known !== undefined && isSameRole(known.role, role)) return known;
    const entry = compile(role);
    if ("message" in entry) before.roles.delete(role.roleArn);
    else before.roles.set(role.roleArn, entry);
    return entry;
  });
}

/** The key of an estate; `compute` makes it where some role is not the one of last time. */
export function estateKeyAgain(
  roles: readonly CompiledRole[],
  before: CompiledBefore,
  compute: (roles: readonly CompiledRole[]) => string,
): string {
  const { estate } = before;
  const isSame = roles.length === estate.roles.length && roles.every((role, at) => role === estate.roles[at]);
  if (!isSame) before.estate = { roles, key: compute(roles) };
  return before.estate.key;
}
