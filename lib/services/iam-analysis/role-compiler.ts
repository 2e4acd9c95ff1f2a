import {
  type CompilerCache,
  compileRole as compileRights,
  type UnreadDocuments,
} from "#lib/domain/iam/compile-role.ts";
import type { ControlLevels } from "#lib/domain/iam/role-policies.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { AnalysisError, DetailedRole } from "./authorization-details.ts";

/** A role with all that decides what it may do, joined. */
export interface CompiledRole {
  readonly role: DetailedRole;
  /** The same for every role with the same rights: home, documents and what cuts them. */
  readonly rightsKey: string;
  readonly rights: RoleRights;
}

function errorOf({ roleArn }: DetailedRole, { failures }: UnreadDocuments): AnalysisError {
  const reasons = failures.map(({ source, message }) => `${source}: ${message}`);
  return { subject: roleArn, message: `Not judged. ${reasons.join(" ")}` };
}

/** Joins a role's documents; an error when one of them could not be read. */
export function compileRole(
  role: DetailedRole,
  limits: ControlLevels,
  cache: CompilerCache,
): CompiledRole | AnalysisError {
  const compiled = compileRights(role, limits, cache);
  if (compiled.state === "unread") return errorOf(role, compiled);
  return { role, rightsKey: compiled.rightsKey, rights: compiled.rights };
}
