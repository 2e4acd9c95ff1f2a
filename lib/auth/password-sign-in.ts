import { hash, verify } from "@node-rs/argon2";
import type { Database } from "#lib/db/client.ts";

/** After so many failures for one address within the window, further tries are refused until the window has passed. */
const maxFailures = 10;
const windowMs = 15 * 60 * 1000;

/** Verified against when the address is unknown, so that an unknown address takes as long as a wrong password. */
let decoyHash: Promise<string> | undefined;

export interface VerifiedUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/**
 * The person whose address and password these are, or null. Says neither whether the address exists nor which part was wrong,
 * and refuses without looking once an address has failed too often.
 */
export async function verifyPassword(
  database: Database,
  email: string,
  password: string,
  now: Date,
): Promise<VerifiedUser | null> {
  const address = email.trim().toLowerCase();
  const since = new Date(now.getTime() - windowMs);
  const failures = await database.prisma.signInAttempt.count({ where: { email: address, at: { gt: since } } });
  if (failures >= maxFailures) return null;

  const user = await database.prisma.user.findUnique({ where: { email: address } });
  decoyHash ??= hash("no one has this password");
  const matches = await verify(user?.passwordHash ?? (await decoyHash), password);
  if (matches && user?.passwordHash && !user.disabledAt) {
    await database.prisma.signInAttempt.deleteMany({ where: { email: address } });
    return { id: user.id, email: user.email, name: user.name };
  }
  await database.prisma.signInAttempt.create({ data: { email: address, at: now } });
  await database.prisma.signInAttempt.deleteMany({ where: { at: { lt: since } } });
  return null;
}
