import type { Logger } from "pino";
import type { Database, Transaction } from "#lib/db/client.ts";
import { inSqlTransaction, type Sql } from "#lib/db/sql/transaction.ts";
import { can, type Role } from "#lib/domain/permissions/roles.ts";
import type { Scope } from "#lib/domain/permissions/scopes.ts";
import { ForbiddenError, NotSignedInError } from "#lib/errors.ts";

/** Who asks for something. The command line acts with the rights of whoever may start it on this machine: all of them. */
export type Actor =
  | { readonly kind: "user"; readonly userId: string; readonly name: string; readonly role: Role }
  | { readonly kind: "cli"; readonly name: string }
  | { readonly kind: "system"; readonly name: string }
  /** Nobody is signed in: one-time links only. */
  | { readonly kind: "anonymous" };

/** The one source of time in services, so that tests choose it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export interface ServiceContext {
  readonly actor: Actor;
  readonly db: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Runs `work` in one transaction; it commits when `work` resolves, and nothing of it is kept when it throws. */
  inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** The same over plain SQL, for writes in bulk. */
  inSqlTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

export interface ServiceContextOptions {
  readonly db: Database;
  readonly actor: Actor;
  readonly logger: Logger;
  readonly clock?: Clock;
}

/** A context for one request, command or job. It holds no connection of its own. */
export function createServiceContext({
  db,
  actor,
  logger,
  clock = systemClock,
}: ServiceContextOptions): ServiceContext {
  return {
    actor,
    db,
    clock,
    logger,
    inTransaction: (work) => db.prisma.$transaction(work, { maxWait: 10_000, timeout: 30_000 }),
    inSqlTransaction: (work) => inSqlTransaction(db.pool, work),
  };
}

/** Throws unless the actor may do this. People by their role; the command line and Lamplight itself may do everything. */
export function authorize(actor: Actor, scope: Scope): void {
  switch (actor.kind) {
    case "cli":
    case "system":
      return;
    case "anonymous":
      throw new NotSignedInError();
    case "user":
      if (!can(actor.role, scope)) throw new ForbiddenError(`Your role, ${actor.role}, does not include ${scope}.`);
  }
}

/** What the audit and histories call an actor. */
export function actorName(actor: Actor): string {
  return actor.kind === "anonymous" ? "nobody signed in" : actor.name;
}
