import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { AccountView } from "#lib/domain/views/settings.ts";

/** All accounts that Lamplight knows, the management account first, with how many functions each has. */
export async function listAccounts(): Promise<AccountView[]> {
  const { prisma } = sharedDatabase();
  const [accounts, counts] = await Promise.all([
    prisma.account.findMany({ orderBy: [{ isManagement: "desc" }, { name: "asc" }, { id: "asc" }] }),
    prisma.function.groupBy({ by: ["accountId"], where: { deletedAt: null }, _count: true }),
  ]);
  const functionCount = new Map(counts.map((row) => [row.accountId, row._count]));
  return accounts.map((account) => ({
    accountId: account.id,
    name: account.name,
    origin: account.origin as AccountView["origin"],
    status: account.status,
    enabled: account.enabled,
    roleArn: account.roleArn,
    hasExternalId: account.externalId !== null,
    regions: account.regionsFilter,
    access: {
      state: account.accessState,
      reason: account.accessReason,
      since: account.accessSince?.toISOString() ?? null,
    },
    functionCount: functionCount.get(account.id) ?? 0,
  }));
}
