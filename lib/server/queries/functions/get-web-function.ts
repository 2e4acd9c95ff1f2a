import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { JsonObject } from "#lib/domain/fleet/observed.ts";
import type { WebFunctionView } from "#lib/domain/views/web-function.ts";

/** A web function by its ARN; null when none was ever seen. One that is gone is found too. */
export async function getWebFunction(arn: string): Promise<WebFunctionView | null> {
  const { prisma } = sharedDatabase();
  const found = await prisma.regionResource.findFirst({ where: { kind: "webFunction", arn } });
  if (!found) return null;
  const account = await prisma.account.findUnique({ where: { id: found.accountId }, select: { name: true } });
  return {
    arn,
    name: found.name,
    accountName: account?.name ?? found.accountId,
    region: found.region,
    state: found.state,
    firstSeen: found.firstSeenAt.toISOString(),
    lastSeen: found.lastSeenAt.toISOString(),
    deletedAt: found.deletedAt?.toISOString() ?? null,
    document: found.document as JsonObject,
  };
}
