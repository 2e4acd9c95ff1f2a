import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import type { FunctionRoleView, FunctionThing } from "#lib/domain/views/function-detail.ts";

/** The role that a function runs as, with its verdicts; null when it has not been read. */
export async function getFunctionRole({ accountId, roleArn }: FunctionThing): Promise<FunctionRoleView | null> {
  if (roleArn === null) return null;
  const { prisma } = sharedDatabase();
  const [role, users] = await Promise.all([
    prisma.role.findUnique({ where: { roleArn } }),
    prisma.function.count({ where: { accountId, roleArn, deletedAt: null } }),
  ]);
  if (!role) return null;
  return {
    roleArn: role.roleArn,
    name: role.name,
    admin: role.admin,
    wildcardServices: Array.isArray(role.wildcardServices) ? role.wildcardServices.map(String) : null,
    boundaryArn: role.boundaryArn,
    attachedPolicyArns: role.attachedPolicyArns,
    inlinePolicies: Array.isArray(role.inlinePolicies) ? role.inlinePolicies.length : 0,
    sharedWith: Math.max(0, users - 1),
    unknowns: role.unknowns as unknown as Unknowns,
  };
}
