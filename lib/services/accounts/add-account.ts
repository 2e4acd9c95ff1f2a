import { ConflictError, InvalidInputError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { type AddAccountInput, addAccountInput, roleArnPattern } from "./schemas.ts";

/** Connects an account by the role that Lamplight may assume there. The next sync reads it. */
export async function addAccount(context: ServiceContext, raw: AddAccountInput): Promise<{ accountId: string }> {
  authorize(context.actor, "accounts:manage");
  const input = parseInput(addAccountInput, raw);
  const accountId = roleArnPattern.exec(input.roleArn)?.[1];
  if (!accountId) throw new InvalidInputError("The role ARN names no account.");
  const now = context.clock.now();
  await context.inTransaction(async (transaction) => {
    const known = await transaction.account.findUnique({ where: { id: accountId } });
    if (known?.origin === "configured" && known.removedAt === null) {
      throw new ConflictError(`Account ${accountId} is connected already.`, {
        remedy: "Change it in the list of accounts.",
      });
    }
    const data = {
      name: input.name || known?.name || accountId,
      origin: "configured",
      roleArn: input.roleArn,
      externalId: input.externalId,
      roleChain: input.via,
      nameChosen: input.name !== "" || known?.nameChosen === true,
      removedAt: null,
      leftOutSince: null,
      leftOutReason: null,
      regionsFilter: input.regions,
      enabled: true,
      accessState: "notYetRead",
      accessReason: null,
      accessSince: null,
    };
    await transaction.account.upsert({
      where: { id: accountId },
      create: { id: accountId, ...data, createdAt: now },
      update: data,
    });
    const details = {
      roleArn: input.roleArn,
      regions: input.regions,
      externalId: input.externalId !== null,
      via: input.via.map(({ roleArn }) => roleArn),
    };
    await recordAudit(transaction, {
      at: now,
      actor: context.actor,
      action: "account.add",
      subject: accountId,
      details,
    });
  });
  return { accountId };
}
