import { hash } from "@node-rs/argon2";
import type { Transaction } from "#lib/db/client.ts";
import { ConflictError, NotFoundError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { firstAdministratorAddress } from "./create-first-administrator-link.ts";
import { tokenHash } from "./one-time-link.ts";
import { type AcceptInvitationInput, acceptInvitationInput } from "./schemas.ts";

/** What a one-time link opens, or null when it was used, has expired or never was. */
export interface InvitationPreview {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** True for the first administrator, who has yet to give an address. */
  readonly asksForEmail: boolean;
}

/** Reads a link without using it up. */
export async function previewInvitation(context: ServiceContext, token: string): Promise<InvitationPreview | null> {
  const invitation = await findInvitation(context.db.prisma, token, context.clock.now());
  if (!invitation) return null;
  const { email, name, role } = invitation.user;
  return { email, name, role, asksForEmail: email === firstAdministratorAddress };
}

/** Sets the person's password and uses the link up. Sessions that the person had before end. */
export async function acceptInvitation(
  context: ServiceContext,
  raw: AcceptInvitationInput,
): Promise<{ email: string }> {
  const input = parseInput(acceptInvitationInput, raw);
  const passwordHash = await hash(input.password);
  const now = context.clock.now();
  return context.inTransaction(async (transaction) => {
    const invitation = await findInvitation(transaction, input.token, now);
    const used = await transaction.invitation.updateMany({
      where: { tokenSha256: tokenHash(input.token), usedAt: null },
      data: { usedAt: now },
    });
    if (!invitation || used.count === 0) {
      throw new NotFoundError("This link was used already, or has expired.", {
        remedy: "Ask an administrator for a new one.",
      });
    }
    const { user } = invitation;
    const email = user.email === firstAdministratorAddress ? (input.email ?? user.email) : user.email;
    await refuseTakenAddress(transaction, email, user.id);
    await transaction.user.update({
      where: { id: user.id },
      data: { email, name: input.name, passwordHash, disabledAt: null },
    });
    await transaction.session.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: now } });
    const actor = { kind: "user", userId: user.id, name: input.name, role: "engineer" } as const;
    await recordAudit(transaction, { at: now, actor, action: "user.set-password", subject: email });
    return { email };
  });
}

async function findInvitation(transaction: Pick<Transaction, "invitation">, token: string, now: Date) {
  return transaction.invitation.findFirst({
    where: { tokenSha256: tokenHash(token), usedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
    include: { user: true },
  });
}

async function refuseTakenAddress(transaction: Transaction, email: string, userId: string): Promise<void> {
  const other = await transaction.user.findUnique({ where: { email } });
  if (other && other.id !== userId) {
    throw new ConflictError(`${email} belongs to another person here.`, { remedy: "Use another address." });
  }
}
