import { getControlReading, listAccountsWithRoles } from "#lib/db/sql/control-policies.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { evaluateRoleFindings } from "#lib/services/findings/evaluate-role-findings.ts";
import { judgeRoles } from "./judge-roles.ts";

/**
 * Judges roles again whose limits a task that read the organisation has changed: the schedule reads roles at hours of
 * their own, and a sync may read the accounts alone. Judging skips accounts that the change does not concern.
 */
export async function judgeRolesOfChangedLimits(
  context: ServiceContext,
  { startedAt }: { readonly startedAt: Date },
): Promise<void> {
  const reading = await getControlReading(context.db.pool);
  if (reading?.updatedAt == null || reading.updatedAt < startedAt) return;
  for (const accountId of await listAccountsWithRoles(context.db.pool)) {
    await judgeRoles(context, { accountId });
    await evaluateRoleFindings(context, { accountId });
  }
}
