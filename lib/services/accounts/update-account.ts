import type { RoleHop } from "#lib/aws/credentials.ts";
import { InvalidInputError, NotFoundError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { roleArnPattern, type UpdateAccountInput, updateAccountInput } from "./schemas.ts";

/**
 * Changes an account's name, way in or Regions, or leaves it out of syncs. What was read of it stays: its history
 * belongs to the organisation.
 */
export async function updateAccount(context: ServiceContext, raw: UpdateAccountInput): Promise<void> {
  authorize(context.actor, "accounts:manage");
  const { accountId, ...changes } = parseInput(updateAccountInput, raw);
  const { regions, name, externalId, enabled, roleArn, via } = changes;
  const now = context.clock.now();
  await context.inTransaction(async (transaction) => {
    const known = await transaction.account.findUnique({ where: { id: accountId } });
    if (known === null) {
      throw new NotFoundError(`Account ${accountId} is not connected.`, { remedy: "Connect it first." });
    }
    assertWay(accountId, known, changes);
    await transaction.account.update({
      where: { id: accountId },
      data: {
        ...(name === undefined ? {} : { name, nameChosen: true }),
        ...(roleArn === undefined ? {} : { roleArn }),
        ...(via === undefined ? {} : { roleChain: via }),
        // Whoever changes the way in, or takes an account in again, wants it read wherever it stands now.
        ...(enabled === true
          ? { leftOutSince: null, leftOutReason: null, ...(known.leftOutSince ? { origin: "configured" } : {}) }
          : {}),
        ...(externalId === undefined ? {} : { externalId }),
        ...(regions === undefined ? {} : { regionsFilter: regions }),
        ...(enabled === undefined ? {} : { enabled }),
      },
    });
    const details = {
      ...(name === undefined ? {} : { name }),
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(via === undefined ? {} : { via: via.map((hop) => hop.roleArn) }),
      ...(externalId === undefined ? {} : { externalId: externalId !== null }),
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

/** Refuses a role of another account, none for one that has no credentials of its own, and a chain that ends in itself. */
function assertWay(
  accountId: string,
  known: { readonly origin: string; readonly roleArn: string | null; readonly roleChain: unknown },
  { roleArn, via }: { readonly roleArn?: string | null | undefined; readonly via?: readonly RoleHop[] | undefined },
): void {
  if (roleArn === null && known.origin !== "caller") {
    throw new InvalidInputError(`Account ${accountId} is read by a role: give its ARN.`, {
      roleArn: "Give the role's ARN.",
    });
  }
  if (roleArn && roleArnPattern.exec(roleArn)?.[1] !== accountId) {
    throw new InvalidInputError(`The role is not one of account ${accountId}.`, {
      roleArn: "Give a role of this account.",
    });
  }
  const chain = via ?? (Array.isArray(known.roleChain) ? (known.roleChain as readonly RoleHop[]) : []);
  const own = roleArn === undefined ? known.roleArn : roleArn;
  if (chain.some((hop) => hop.roleArn === own)) {
    throw new InvalidInputError("The chain names the account's own role: it would assume itself.", {
      via: "Take the account's own role out of the chain.",
    });
  }
}
