import type { VerifiedUser } from "#lib/auth/password-sign-in.ts";
import type { Config } from "#lib/config/config.ts";
import type { Database } from "#lib/db/client.ts";
import { isRole, type Role } from "#lib/domain/permissions/roles.ts";

const names: Record<Role, string> = {
  engineer: "Erin Engineer",
  security: "Sam Security",
  manager: "Mia Manager",
  admin: "Ada Administrator",
};

/**
 * Whether the sign-in page may offer one button per role: only on the simulated AWS, and only while the console
 * listens on loopback, so that nobody but this machine's own user can press it.
 */
export function simulatedSignInAllowed(config: Pick<Config, "simulated" | "host">): boolean {
  return config.simulated && isLoopbackHost(config.host);
}

/** True for 127.0.0.0/8, ::1 and localhost. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** The stand-in person of a role on the simulated AWS; made at the first use. */
export async function simulatedUser(database: Database, role: string): Promise<VerifiedUser | null> {
  if (!isRole(role)) return null;
  const email = `${role}@lamplight.example`;
  // Not an upsert: of two that come at once for the first time, Prisma's would refuse one.
  await database.prisma.user.createMany({ data: [{ email, name: names[role], role }], skipDuplicates: true });
  const user = await database.prisma.user.findUniqueOrThrow({ where: { email } });
  return user.disabledAt ? null : { id: user.id, email: user.email, name: user.name };
}
