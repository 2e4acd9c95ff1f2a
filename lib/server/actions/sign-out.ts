"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { currentUser } from "#lib/auth/current-user.ts";
import { revokeSession } from "#lib/auth/sessions.ts";
import { sharedDatabase } from "#lib/db/shared-database.ts";

/** Ends this browser's session: its row first, so that a copied cookie is worth nothing, then the cookie. */
export async function signOutAction(): Promise<void> {
  const user = await currentUser();
  if (user) await revokeSession(sharedDatabase(), user.sessionId, new Date());
  const jar = await cookies();
  for (const { name } of jar.getAll()) if (name.includes("next-auth.session-token")) jar.delete(name);
  redirect("/sign-in");
}
