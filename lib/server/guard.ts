import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import type { SignedInUser } from "#lib/auth/actor.ts";
import { currentUser } from "#lib/auth/current-user.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import type { Scope } from "#lib/domain/permissions/scopes.ts";
import { ForbiddenError, NotSignedInError } from "#lib/errors.ts";

/**
 * For pages: who is looking, with the scope that the page needs. Without a session it leads to the sign-in page and
 * back; without the scope it answers 403 with the page that says which role has it.
 */
export async function requirePageViewer(scope: Scope): Promise<SignedInUser> {
  const user = await currentUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent((await headers()).get("x-lamplight-path") ?? "/overview")}`);
  if (!can(user.role, scope)) forbidden();
  return user;
}

/** For GET handlers and actions: the same check, as typed errors. */
export async function requireUser(scope: Scope): Promise<SignedInUser> {
  const user = await currentUser();
  if (!user) throw new NotSignedInError();
  if (!can(user.role, scope)) throw new ForbiddenError(`Your role, ${user.role}, does not include ${scope}.`);
  return user;
}
