import { authorize, type ServiceContext } from "#lib/services/context.ts";

/** All accounts with how each is reached and whether it could be; instants are ISO, external ids stay out. */
export async function listConnectedAccounts(context: ServiceContext) {
  authorize(context.actor, "inventory:read");
  const accounts = await context.db.prisma.account.findMany({ orderBy: { id: "asc" } });
  return accounts.map((account) => ({
    accountId: account.id,
    name: account.name,
    status: account.status,
    origin: account.origin,
    roleArn: account.roleArn,
    via: hopsOf(account.roleChain),
    organizationalUnit: account.organizationalUnit,
    leftOutSince: account.leftOutSince?.toISOString() ?? null,
    leftOutReason: account.leftOutReason,
    removedAt: account.removedAt?.toISOString() ?? null,
    regions: account.regionsFilter,
    enabled: account.enabled,
    access: account.accessState,
    accessReason: account.accessReason,
    accessSince: account.accessSince?.toISOString() ?? null,
  }));
}

function hopsOf(roleChain: unknown): string[] {
  return Array.isArray(roleChain) ? roleChain.map((hop: { readonly roleArn: string }) => hop.roleArn) : [];
}
