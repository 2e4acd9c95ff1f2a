import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type AccessCheckRow, getCheck, listChecks } from "#lib/db/sql/access-checks.ts";
import { type AccessTest, readingOf, verdictOf } from "#lib/domain/accounts/access-test.ts";
import { byTrouble } from "#lib/domain/accounts/account-trouble.ts";
import type { AccessCheckView, AccessTestView, AccountView, HopView } from "#lib/domain/views/settings.ts";

/** All accounts that Lamplight knows, problems first, with how many functions each has and how its last test came out. */
export async function listAccounts(): Promise<AccountView[]> {
  const { prisma, pool } = sharedDatabase();
  const [accounts, counts, reads, checks] = await Promise.all([
    prisma.account.findMany(),
    prisma.function.groupBy({ by: ["accountId"], where: { deletedAt: null }, _count: true }),
    prisma.sourceState.groupBy({
      by: ["accountId"],
      where: { source: { in: ["functions", "limits"] } },
      _max: { observedAt: true },
    }),
    listChecks(pool),
  ]);
  const functionCount = new Map(counts.map((row) => [row.accountId, row._count]));
  const lastRead = new Map(reads.map((row) => [row.accountId, row._max.observedAt]));
  const checkOf = new Map(checks.map((row) => [row.subject, row]));
  return accounts
    .map(
      (account): AccountView => ({
        accountId: account.id,
        name: account.name,
        origin: account.origin as AccountView["origin"],
        status: account.status,
        isManagement: account.isManagement,
        organizationalUnit: account.organizationalUnit,
        enabled: account.enabled,
        leftOut:
          account.leftOutSince === null
            ? null
            : {
                since: account.leftOutSince.toISOString(),
                reason: account.leftOutReason === "filtered" ? "filtered" : "notInOrganization",
              },
        removedAt: account.removedAt?.toISOString() ?? null,
        roleArn: account.roleArn,
        externalId: account.externalId,
        via: (account.roleChain ?? []) as unknown as HopView[],
        regions: account.regionsFilter,
        access: {
          state: account.accessState,
          reason: account.accessReason,
          since: account.accessSince?.toISOString() ?? null,
        },
        lastReadAt: lastRead.get(account.id)?.toISOString() ?? null,
        functionCount: functionCount.get(account.id) ?? 0,
        check: checkView(checkOf.get(account.id)),
      }),
    )
    .sort(byTrouble);
}

/** The last test of one account, whole; without a test where there was none. */
export async function getAccessTest(accountId: string): Promise<AccessTestView> {
  const check = await getCheck(sharedDatabase().pool, accountId);
  return { endedAt: check?.endedAt?.toISOString() ?? null, test: (check?.result ?? null) as AccessTest | null };
}

function checkView(check: AccessCheckRow | undefined): AccessCheckView | null {
  if (check === undefined) return null;
  const test = check.result as AccessTest | null;
  return {
    state: check.state,
    done: check.done,
    total: check.total,
    endedAt: check.endedAt?.toISOString() ?? null,
    verdict: test === null ? null : verdictOf(test),
    reading: check.state === "failed" ? check.reason : test === null ? null : readingOf(test),
  };
}
