import type { Role } from "#lib/domain/permissions/roles.ts";

/** Who is signed in, as the store says at this request: a changed role or a revoked session holds at once. */
export interface SignedInUser {
  readonly userId: string;
  readonly sessionId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly preferences: Readonly<Record<string, unknown>>;
}
