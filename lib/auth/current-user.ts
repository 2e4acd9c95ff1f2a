import { connection } from "next/server";
import { getServerSession } from "next-auth";
import { cache } from "react";
import type { SignedInUser } from "#lib/auth/actor.ts";
import { authOptions } from "#lib/auth/options.ts";
import { authDependencies } from "#lib/auth/runtime.ts";
import { findSignedInUser } from "#lib/auth/sessions.ts";

/**
 * Who makes this request, or null. Reads the signed cookie and then the store, once per request: the answer is never
 * older than the request itself.
 */
export const currentUser = cache(async (): Promise<SignedInUser | null> => {
  // Who asks is a question of the request: nothing that depends on it is rendered at build time.
  await connection();
  const dependencies = authDependencies();
  const session: { sid?: unknown } | null = await getServerSession(authOptions(dependencies));
  if (typeof session?.sid !== "string") return null;
  return findSignedInUser(dependencies.database, session.sid, dependencies.now());
});
