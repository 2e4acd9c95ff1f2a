import { listUsageAges, type UsageAge } from "#lib/db/sql/role-usage.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { SourceInputs } from "#lib/domain/collection/source.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { addMs, dayMs, hourMs } from "./time-windows.ts";

/** A role's use is read again when it is this old: a little less than a week, so that the rotation leaves nobody out. */
const staleAfterMs = 7 * dayMs - 6 * hourMs;
/** What was read within this time is left alone, however often somebody asks for a sync. */
const restMs = 20 * hourMs;

/** The roles of an account whose use is due. */
export async function planRoleUsage(context: SyncContext, task: ClaimedTask): Promise<SourceInputs["role-usage"]> {
  const ages = await listUsageAges(context.db.pool, task.accountId);
  return { roleArns: dueUsages(ages, context.clock.now()) };
}

/**
 * Whose use to read, of the roles that functions run as. First all; later those that were never read or whose policies
 * have changed since, those that AWS refused a day ago, those that are a week old, and of the rest as many as make a
 * seventh, oldest first, so that no day has them all.
 */
export function dueUsages(ages: readonly UsageAge[], now: Date): string[] {
  const cutoff = addMs(now, -restMs);
  const stale = addMs(now, -staleAfterMs);
  const due = ages.filter(
    ({ attemptedAt, changedAt, refused }) =>
      attemptedAt === null ||
      attemptedAt <= (refused ? cutoff : stale) ||
      (changedAt !== null && changedAt > attemptedAt),
  );
  const chosen = new Set(due.map(({ roleArn }) => roleArn));
  const rotation = Math.max(0, Math.ceil(ages.length / 7) - due.length);
  const rotated = ages
    .filter(({ roleArn, attemptedAt }) => !chosen.has(roleArn) && attemptedAt !== null && attemptedAt < cutoff)
    .toSorted(byAge)
    .slice(0, rotation);
  return [...due.toSorted(byAge), ...rotated].map(({ roleArn }) => roleArn);
}

function byAge(one: UsageAge, other: UsageAge): number {
  const ages = (one.attemptedAt?.getTime() ?? 0) - (other.attemptedAt?.getTime() ?? 0);
  return ages !== 0 ? ages : one.roleArn < other.roleArn ? -1 : 1;
}
