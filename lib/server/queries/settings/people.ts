import { sharedDatabase } from "#lib/db/shared-database.ts";
import { isRole } from "#lib/domain/permissions/roles.ts";
import type { PersonView } from "#lib/domain/views/settings.ts";

/** Everybody with a place here, by name, with the sessions that are open at `now`. */
export async function listPeople(now: Date): Promise<PersonView[]> {
  const users = await sharedDatabase().prisma.user.findMany({
    orderBy: [{ name: "asc" }, { email: "asc" }],
    include: { _count: { select: { sessions: { where: { revokedAt: null, expiresAt: { gt: now } } } } } },
  });
  return users.map((user) => ({
    userId: user.id,
    email: user.email,
    name: user.name,
    role: isRole(user.role) ? user.role : "engineer",
    invited: user.passwordHash === null,
    disabled: user.disabledAt !== null,
    lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
    sessions: user._count.sessions,
  }));
}
