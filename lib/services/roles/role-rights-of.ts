import { getStoredRole, listPolicyDocuments } from "#lib/db/sql/role-judging.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { compileRole, createCompilerCache } from "#lib/domain/iam/compile-role.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import { unreadReason } from "#lib/domain/iam/role-verdicts.ts";
import { controlLevelsOf } from "./control-levels.ts";
import { createRoleReader } from "./judgeable-role.ts";

/**
 * What one stored role may do, joined from its documents as they were read last and cut by the service control policies
 * above its account, where they are known. `unknown` says why it cannot be told; null: no such role was ever seen.
 */
export async function loadRoleRights(
  sql: Sql,
  roleArn: string,
): Promise<{ readonly rights: RoleRights } | { readonly unknown: string } | null> {
  const role = await getStoredRole(sql, roleArn);
  if (role === null) return null;
  const arns = [...role.attachedPolicyArns, ...(role.boundaryArn === null ? [] : [role.boundaryArn])];
  const [documents, levels] = await Promise.all([
    listPolicyDocuments(sql, role.accountId, arns),
    controlLevelsOf(sql, role.accountId),
  ]);
  const compiled = compileRole(createRoleReader(documents)(role), levels ?? [], createCompilerCache());
  return compiled.state === "compiled" ? { rights: compiled.rights } : { unknown: unreadReason(compiled) };
}
