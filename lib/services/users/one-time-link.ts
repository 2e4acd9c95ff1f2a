import { createHash, randomBytes } from "node:crypto";
import type { Transaction } from "#lib/db/client.ts";

/** How long a one-time link may be used: three days, so that it survives a weekend. */
const lifetimeMs = 72 * 3600 * 1000;

/** The form in which a token is kept: who reads the store cannot use it. */
export function tokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

/**
 * Makes the link with which a person sets a password, once. Links made before for the same person stop working.
 * The token is in the link alone; the store keeps its hash.
 */
export async function createOneTimeLink(
  transaction: Transaction,
  userId: string,
  baseUrl: string,
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await transaction.invitation.deleteMany({ where: { userId, usedAt: null } });
  await transaction.invitation.create({
    data: { tokenSha256: tokenHash(token), userId, createdAt: now, expiresAt: new Date(now.getTime() + lifetimeMs) },
  });
  return new URL(`/welcome/${token}`, baseUrl).href;
}
