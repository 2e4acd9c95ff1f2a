import { ConflictError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { createOneTimeLink } from "./one-time-link.ts";
import { type AddUserInput, addUserInput } from "./schemas.ts";

export interface AddedUser {
  readonly userId: string;
  /** The link with which the person sets a password: shown once, to be handed over by the one who added them. */
  readonly link: string;
}

/** Adds a person with a role and makes their one-time link. */
export async function addUser(context: ServiceContext, raw: AddUserInput, baseUrl: string): Promise<AddedUser> {
  authorize(context.actor, "people:manage");
  const input = parseInput(addUserInput, raw);
  const now = context.clock.now();
  return context.inTransaction(async (transaction) => {
    if (await transaction.user.findUnique({ where: { email: input.email } })) {
      throw new ConflictError(`${input.email} is a person here already.`, {
        remedy: "Change their role instead, or make a new link for them.",
      });
    }
    const user = await transaction.user.create({ data: { ...input, createdAt: now } });
    const link = await createOneTimeLink(transaction, user.id, baseUrl, now);
    await recordAudit(transaction, {
      at: now,
      actor: context.actor,
      action: "user.add",
      subject: input.email,
      details: { role: input.role },
    });
    return { userId: user.id, link };
  });
}
