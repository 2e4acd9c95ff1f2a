import { accessFindings } from "#cli/doctor/access-findings.ts";
import type { Check, Finding } from "#cli/doctor/check.ts";
import { attention } from "#cli/doctor/check.ts";
import { saveCheck } from "#lib/db/sql/access-checks.ts";
import { listAccounts } from "#lib/db/sql/accounts.ts";
import { closedStateText } from "#lib/domain/accounts/organization.ts";
import { NotFoundError } from "#lib/errors.ts";
import { testAccount } from "#lib/services/accounts/test-account.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";

const limitMs = 5 * 60_000;
/** Accounts that are tested ahead of the one that is told: each has its own quotas. */
const atOnce = 5;

/** A test of the access to one account, or to all that are read; what they find is kept for the settings page, too. */
export async function accountChecks(context: SyncContext, accountId: string | null): Promise<readonly Check[]> {
  const accounts = await listAccounts(context.db.pool);
  const chosen = accounts.filter(({ id, enabled }) => (accountId === null ? enabled : id === accountId));
  if (chosen.length === 0) {
    const which = accountId === null ? "No account is connected." : `Account ${accountId} is not connected.`;
    throw new NotFoundError(which, { remedy: "Connect accounts with: npx lamplight accounts import" });
  }
  const begun = new Map<number, Promise<readonly Finding[]>>();
  const begin = (place: number): Promise<readonly Finding[]> | undefined => {
    const account = chosen[place];
    if (account === undefined || begun.has(place)) return begun.get(place);
    const findings = checkAccount(context, account.id, account.status);
    // Whoever comes to it hears of a failure; until then it is nobody's.
    findings.catch(() => undefined);
    begun.set(place, findings);
    return findings;
  };
  return chosen.map(({ id, name }, place) => ({
    name: name === id ? id : `${id} ${name}`,
    run: async () => {
      for (let next = place; next < place + atOnce; next += 1) begin(next);
      return (await begin(place)) ?? [];
    },
  }));
}

async function checkAccount(context: SyncContext, id: string, status: string): Promise<readonly Finding[]> {
  const closed = closedStateText(status);
  if (closed !== null) {
    return attention(`the account is ${closed}: it is not read.`, "Nothing to do, unless it is to be opened again.");
  }
  const result = await testAccount(context, id, { signal: AbortSignal.timeout(limitMs) });
  const requestedBy = context.actor.kind === "cli" ? context.actor.name : "command line";
  await saveCheck(context.db.pool, id, { result, requestedBy, now: context.clock.now() });
  return accessFindings(result);
}
