import { areFunctionsAwaited } from "#lib/db/sql/role-judging.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { evaluateFunctionFindings } from "#lib/services/findings/evaluate-function-findings.ts";
import { evaluateRoleFindings } from "#lib/services/findings/evaluate-role-findings.ts";
import { assignTeams } from "#lib/services/fleet/assign-teams.ts";
import { deriveTriggers } from "#lib/services/fleet/derive-triggers.ts";
import { refreshDayWindows, refreshWindows } from "#lib/services/metrics/refresh-windows.ts";
import { rollDays } from "#lib/services/metrics/roll-days.ts";
import { judgeRolesOfChangedLimits } from "#lib/services/roles/judge-changed-limits.ts";
import { judgeRoles } from "#lib/services/roles/judge-roles.ts";

type Derive = (context: ServiceContext, task: ClaimedTask) => Promise<void>;

/**
 * Roles are judged by all functions of their account: once, after the last of its Regions that the sync reads, and not
 * after each of them.
 */
async function judgeRolesOnceRead(context: ServiceContext, task: ClaimedTask): Promise<void> {
  if (await areFunctionsAwaited(context.db.pool, task)) return;
  await judgeRoles(context, task);
  await evaluateRoleFindings(context, task);
}

/** What follows from each source once it is read, in order. Each reads what is stored, so doing it again is harmless. */
const derivations: Partial<Record<SourceName, readonly Derive[]>> = {
  accounts: [judgeRolesOfChangedLimits],
  functions: [assignTeams, deriveTriggers, evaluateFunctionFindings, judgeRolesOnceRead],
  tags: [assignTeams],
  triggers: [deriveTriggers, evaluateFunctionFindings],
  roles: [judgeRoles, evaluateRoleFindings],
  detail: [assignTeams, deriveTriggers, evaluateFunctionFindings],
  network: [evaluateFunctionFindings],
  metrics: [rollDays, refreshWindows],
  "metric-history": [refreshDayWindows],
  starts: [rollDays, refreshWindows],
};

export async function deriveFrom(context: ServiceContext, task: ClaimedTask): Promise<void> {
  for (const derive of derivations[task.source] ?? []) await derive(context, task);
}
