import { NotFoundError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { type UpdateAccountInput, updateAccountInput } from "./schemas.ts";

/**
 * Changes an account's name, external id or Regions, or leaves it out of syncs. What was read of it stays: its history
 * belongs to the organisation.
 */
export async function updateAccount(context: ServiceContext, raw: UpdateAccountInput): Promise<void> {
  authorize(context.actor, "accounts:manage");
  const { accountId, regions, name, externalId, enabled } = parseInput(updateAccountInput, raw);
  const now = context.clock.now();
  await context.inTransaction(async (transaction) => {
    if (!(await transaction.account.findUnique({ where: { id: accountId } }))) {
      throw new NotFoundError(`Account ${accountId} is not connected.`, { remedy: "Connect it first." });
    }
    await transaction.account.update({
      where: { id: accountId },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(externalId === undefined ? {} : { externalId }),
        ...(regions === undefined ? {} : { regionsFilter: regions }),
        ...(enabled === undefined ? {} : { enabled }),
      },
    });
    const details = {
      ...(name === undefined ? {} : { name }),
      ...(regions === undefined ? {} : { regions }),
      ...(enabled === undefined ? {} : { enabled }),
    };
    await recordAudit(transaction, {
      at: now,
      actor: context.actor,
      action: "account.update",
      subject: accountId,
      details,
    });
  });
}
