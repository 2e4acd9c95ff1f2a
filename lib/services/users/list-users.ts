import { authorize, type ServiceContext } from "#lib/services/context.ts";

/** Everybody with a place here, by address; instants are ISO. */
export async function listUsers(context: ServiceContext) {
  authorize(context.actor, "people:manage");
  const users = await context.db.prisma.user.findMany({ orderBy: { email: "asc" } });
  return users.map(({ email, name, role, passwordHash, disabledAt, lastSeenAt }) => ({
    email,
    name,
    role,
    hasPassword: passwordHash !== null,
    disabled: disabledAt !== null,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  }));
}
