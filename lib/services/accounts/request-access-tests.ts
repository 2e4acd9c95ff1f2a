import { z } from "zod";
import { requestChecks } from "#lib/db/sql/access-checks.ts";
import { listAccounts } from "#lib/db/sql/accounts.ts";
import { NotFoundError } from "#lib/errors.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { actorName, authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { accountId } from "./schemas.ts";

export const requestAccessTestsInput = z.object({
  /** Null: every account that syncs read. */
  accountIds: z.array(accountId).min(1).max(5_000).nullable(),
});
export type RequestAccessTestsInput = z.input<typeof requestAccessTestsInput>;

/** Asks a worker to test accounts' access; returns at once. `listChecks` tells how far it is and what was found. */
export async function requestAccessTests(
  context: ServiceContext,
  raw: RequestAccessTestsInput,
): Promise<{ readonly asked: number }> {
  authorize(context.actor, "accounts:manage");
  const { accountIds } = parseInput(requestAccessTestsInput, raw);
  const now = context.clock.now();
  return context.inSqlTransaction(async (sql) => {
    const known = await listAccounts(sql);
    const wanted = known.filter(({ id, enabled, status }) =>
      accountIds === null ? enabled && status === "ACTIVE" : accountIds.includes(id),
    );
    if (wanted.length === 0) {
      throw new NotFoundError("There is no account to test.", { remedy: "Connect one first." });
    }
    const subjects = wanted.map(({ id }) => id);
    await requestChecks(sql, subjects, { input: {}, requestedBy: actorName(context.actor), now });
    const subject = accountIds === null ? "all" : subjects.slice(0, 20).join(" ");
    await recordAuditSql(sql, {
      at: now,
      actor: context.actor,
      action: "account.test",
      subject,
      details: { accounts: subjects.length },
    });
    return { asked: subjects.length };
  });
}
