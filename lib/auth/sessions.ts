import type { SignedInUser } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/client.ts";
import { isRole } from "#lib/domain/permissions/roles.ts";

/** How long a browser stays signed in: 7 days, then it asks again. */
export const sessionLifetimeSeconds = 7 * 24 * 3600;

/** How often `lastUsedAt` is written, so that reading a page does not cost a write each time. */
const lastUsedResolutionMs = 5 * 60 * 1000;

/** Opens a session row for a person who has just proved who they are; the row's id goes into the signed cookie. */
export async function openSession(database: Database, userId: string, now: Date, userAgent: string | null) {
  const session = await database.prisma.session.create({
    data: {
      userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + sessionLifetimeSeconds * 1000),
      lastUsedAt: now,
      userAgent: userAgent?.slice(0, 300) ?? null,
    },
  });
  await database.prisma.user.update({ where: { id: userId }, data: { lastSeenAt: now } });
  return session.id;
}

/** The person behind a session, or null when it was revoked or has expired, or the person was disabled. */
export async function findSignedInUser(database: Database, sessionId: string, now: Date): Promise<SignedInUser | null> {
  const session = await database.prisma.session.findFirst({
    where: { id: sessionId, revokedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
    include: { user: true },
  });
  if (!session || !isRole(session.user.role)) return null;
  if (!session.lastUsedAt || now.getTime() - session.lastUsedAt.getTime() > lastUsedResolutionMs) {
    await database.prisma.session.updateMany({ where: { id: sessionId }, data: { lastUsedAt: now } });
    await database.prisma.user.update({ where: { id: session.userId }, data: { lastSeenAt: now } });
  }
  const { user } = session;
  return {
    userId: user.id,
    sessionId,
    email: user.email,
    name: user.name,
    role: user.role as SignedInUser["role"],
    preferences: asRecord(user.preferences),
  };
}

/** Ends one session: the next request with its cookie is not signed in. */
export async function revokeSession(database: Database, sessionId: string, now: Date): Promise<void> {
  await database.prisma.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: now } });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
