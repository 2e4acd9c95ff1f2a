import type { SignedInUser } from "#lib/auth/actor.ts";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { logger } from "#lib/logger.ts";
import { type Actor, createServiceContext, type ServiceContext } from "#lib/services/context.ts";

/** The context in which services run for a request: on behalf of who is signed in, or of nobody. */
export function serviceContext(user: SignedInUser | null): ServiceContext {
  const actor: Actor = user
    ? { kind: "user", userId: user.userId, name: user.name, role: user.role }
    : { kind: "anonymous" };
  return createServiceContext({ db: sharedDatabase(), actor, logger });
}
