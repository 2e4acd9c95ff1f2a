import { listRegions } from "#lib/db/sql/accounts.ts";
import { ConflictError, NotFoundError } from "#lib/errors.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { evaluateFunctionFindings } from "#lib/services/findings/evaluate-function-findings.ts";
import { evaluateRoleFindings } from "#lib/services/findings/evaluate-role-findings.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { accountIdInput } from "./schemas.ts";

interface AccountState {
  readonly origin: string;
  readonly removedAt: Date | null;
}

/**
 * Stops reading an account for good. Its functions and roles leave the fleet as if they had been deleted, their findings
 * resolve; metrics, costs and changes of the time before stay in the history. No import brings it back; a person can.
 */
export async function removeAccount(context: ServiceContext, raw: { accountId: string }): Promise<void> {
  authorize(context.actor, "accounts:manage");
  const { accountId } = parseInput(accountIdInput, raw);
  const now = context.clock.now();
  await context.inSqlTransaction(async (sql) => {
    const { origin, removedAt } = await stateOf(sql, accountId);
    if (removedAt !== null) return;
    if (origin === "caller") {
      throw new ConflictError("Lamplight's own account cannot be removed: each sync finds it anew.", {
        remedy: "Leave it out of syncs instead.",
      });
    }
    await sql.query("UPDATE accounts SET removed_at = $2 WHERE id = $1", [accountId, now]);
    const functions = await sql.query(
      "UPDATE functions SET deleted_at = $2 WHERE account_id = $1 AND deleted_at IS NULL",
      [accountId, now],
    );
    await sql.query("UPDATE roles SET deleted_at = $2 WHERE account_id = $1 AND deleted_at IS NULL", [accountId, now]);
    const details = { functions: functions.rowCount ?? 0 };
    await recordAuditSql(sql, { at: now, actor: context.actor, action: "account.remove", subject: accountId, details });
  });
  await judgeAnew(context, accountId);
}

/** Takes a removal back: what left the fleet with it is there again, and the next sync reads it. */
export async function restoreAccount(context: ServiceContext, raw: { accountId: string }): Promise<void> {
  authorize(context.actor, "accounts:manage");
  const { accountId } = parseInput(accountIdInput, raw);
  const now = context.clock.now();
  await context.inSqlTransaction(async (sql) => {
    const { removedAt } = await stateOf(sql, accountId);
    if (removedAt === null) return;
    await sql.query("UPDATE accounts SET removed_at = NULL WHERE id = $1", [accountId]);
    await sql.query("UPDATE functions SET deleted_at = NULL WHERE account_id = $1 AND deleted_at = $2", [
      accountId,
      removedAt,
    ]);
    await sql.query("UPDATE roles SET deleted_at = NULL WHERE account_id = $1 AND deleted_at = $2", [
      accountId,
      removedAt,
    ]);
    await recordAuditSql(sql, { at: now, actor: context.actor, action: "account.restore", subject: accountId });
  });
  await judgeAnew(context, accountId);
}

async function stateOf(sql: Parameters<typeof listRegions>[0], accountId: string): Promise<AccountState> {
  const { rows } = await sql.query<AccountState>(
    `SELECT origin, removed_at AS "removedAt" FROM accounts WHERE id = $1 FOR UPDATE`,
    [accountId],
  );
  const found = rows[0];
  if (found === undefined) {
    throw new NotFoundError(`Account ${accountId} is not connected.`, { remedy: "Reload the list of accounts." });
  }
  return found;
}

async function judgeAnew(context: ServiceContext, accountId: string): Promise<void> {
  for (const region of await listRegions(context.db.pool, accountId)) {
    await evaluateFunctionFindings(context, { accountId, region });
  }
  await evaluateRoleFindings(context, { accountId });
}
