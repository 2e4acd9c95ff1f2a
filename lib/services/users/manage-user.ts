import type { Transaction } from "#lib/db/client.ts";
import { ConflictError, NotFoundError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { createOneTimeLink } from "./one-time-link.ts";
import { type ChangeRoleInput, changeRoleInput, type UserIdInput, userIdInput } from "./schemas.ts";

/** Changes a person's role; it holds from their next request. The last administrator keeps theirs. */
export async function changeRole(context: ServiceContext, raw: ChangeRoleInput): Promise<void> {
  authorize(context.actor, "people:manage");
  const { userId, role } = parseInput(changeRoleInput, raw);
  await context.inTransaction(async (transaction) => {
    const user = await getOrThrow(transaction, userId);
    if (user.role === "admin" && role !== "admin") await keepAnAdministrator(transaction, userId);
    await transaction.user.update({ where: { id: userId }, data: { role } });
    await record(context, transaction, "user.change-role", user.email, { before: user.role, after: role });
  });
}

/** Disables a person: they are signed out everywhere at once and cannot sign in. */
export async function disableUser(context: ServiceContext, raw: UserIdInput): Promise<void> {
  authorize(context.actor, "people:manage");
  const { userId } = parseInput(userIdInput, raw);
  const now = context.clock.now();
  await context.inTransaction(async (transaction) => {
    const user = await getOrThrow(transaction, userId);
    if (user.role === "admin") await keepAnAdministrator(transaction, userId);
    await transaction.user.update({ where: { id: userId }, data: { disabledAt: now } });
    await transaction.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
    await record(context, transaction, "user.disable", user.email);
  });
}

/** Lets a disabled person sign in again. */
export async function enableUser(context: ServiceContext, raw: UserIdInput): Promise<void> {
  authorize(context.actor, "people:manage");
  const { userId } = parseInput(userIdInput, raw);
  await context.inTransaction(async (transaction) => {
    const user = await getOrThrow(transaction, userId);
    await transaction.user.update({ where: { id: userId }, data: { disabledAt: null } });
    await record(context, transaction, "user.enable", user.email);
  });
}

/** Signs a person out of every browser. */
export async function revokeSessions(context: ServiceContext, raw: UserIdInput): Promise<{ revoked: number }> {
  authorize(context.actor, "people:manage");
  const { userId } = parseInput(userIdInput, raw);
  const now = context.clock.now();
  return context.inTransaction(async (transaction) => {
    const user = await getOrThrow(transaction, userId);
    const { count } = await transaction.session.updateMany({
      where: { userId, revokedAt: null },
      data: { revokedAt: now },
    });
    await record(context, transaction, "user.revoke-sessions", user.email, { revoked: count });
    return { revoked: count };
  });
}

/** A new one-time link for a person who lost theirs or their password. */
export async function renewLink(context: ServiceContext, raw: UserIdInput, baseUrl: string): Promise<{ link: string }> {
  authorize(context.actor, "people:manage");
  const { userId } = parseInput(userIdInput, raw);
  return context.inTransaction(async (transaction) => {
    const user = await getOrThrow(transaction, userId);
    const link = await createOneTimeLink(transaction, userId, baseUrl, context.clock.now());
    await record(context, transaction, "user.renew-link", user.email);
    return { link };
  });
}

async function getOrThrow(transaction: Transaction, userId: string) {
  const user = await transaction.user.findUnique({ where: { id: userId } });
  if (!user) throw new NotFoundError("This person is not here any more.", { remedy: "Reload the page." });
  return user;
}

async function keepAnAdministrator(transaction: Transaction, userId: string): Promise<void> {
  const others = await transaction.user.count({ where: { role: "admin", disabledAt: null, id: { not: userId } } });
  if (others === 0) {
    throw new ConflictError("This is the last administrator.", {
      remedy: "Make somebody else an administrator first.",
    });
  }
}

function record(
  context: ServiceContext,
  transaction: Transaction,
  action: string,
  subject: string,
  details = {},
): Promise<void> {
  return recordAudit(transaction, { at: context.clock.now(), actor: context.actor, action, subject, details });
}
