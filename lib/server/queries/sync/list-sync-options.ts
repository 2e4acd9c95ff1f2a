import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { SyncOptionsView } from "#lib/domain/views/sync.ts";

/** The accounts and Regions that a sync can be narrowed to. */
export async function listSyncOptions(): Promise<SyncOptionsView> {
  const { prisma } = sharedDatabase();
  const [accounts, regions] = await Promise.all([
    prisma.account.findMany({
      where: { enabled: true, removedAt: null, leftOutSince: null, status: "ACTIVE" },
      select: { id: true, name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
    prisma.accountRegion.findMany({ distinct: ["region"], select: { region: true }, orderBy: { region: "asc" } }),
  ]);
  return { accounts, regions: regions.map(({ region }) => region) };
}
