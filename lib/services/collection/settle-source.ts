import { saveAccountAccess } from "#lib/db/sql/accounts.ts";
import { saveActorUnknown } from "#lib/db/sql/changes.ts";
import { getControlReading } from "#lib/db/sql/control-policies.ts";
import { detailFields, markUnknown, settleTags } from "#lib/db/sql/function-detail.ts";
import { markMissingFunctions } from "#lib/db/sql/functions.ts";
import { deleteMissingLogGroups, deleteMissingMappings } from "#lib/db/sql/place-facts.ts";
import { listResourceUnknowns } from "#lib/db/sql/region-resources.ts";
import { markMissingRoles } from "#lib/db/sql/roles.ts";
import { forgetSightings } from "#lib/db/sql/sightings.ts";
import { closeSnapshots } from "#lib/db/sql/snapshots.ts";
import { saveSourceState } from "#lib/db/sql/source-states.ts";
import type { ClaimedTask, TaskResult } from "#lib/db/sql/sync-tasks.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { grantsFor } from "#lib/domain/iam/denied-reason.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { saveReached } from "./reached.ts";
import { recordDeleted } from "./record-deleted.ts";

/**
 * Says how a source came out, once its last page is kept. Only a list that was read to its end says that something is
 * gone; one that was denied or failed leaves everything as it was known, and says since when it is not proved.
 */
export async function settleSource(
  context: ServiceContext,
  task: ClaimedTask,
  result: TaskResult,
): Promise<TaskResult> {
  // What was put off, or read by another sync, is neither read nor refused here: its state and its age stay as they were.
  if (result.status === "postponed" || result.status === "skipped") return result;
  const now = context.clock.now();
  return context.inSqlTransaction(async (sql) => {
    const known = result.status === "succeeded";
    if (known) await settled[task.source]?.(sql, task, now);
    else await unsettled(sql, task, result, now);
    if (known) await saveReached(sql, task, now);
    await forgetSightings(sql, task);
    const { accountId, region, source } = task;
    const unread = known && source === "region-resources" ? await unreadResources(sql, task) : null;
    const state = unread?.state ?? (known ? "known" : result.status === "denied" ? "denied" : "failed");
    const { reason, remedy } = unread ?? result;
    await saveSourceState(sql, { accountId, region, source, state, reason, remedy }, now);
    if (unread !== null) return { status: unread.state === "known" ? result.status : "partial", reason, remedy };
    if (known && source === "accounts") return await withControls(sql, result);
    return known && source === "detail" ? await partialDetail(sql, task, result) : result;
  });
}

type Settle = (sql: Sql, task: ClaimedTask, now: Date) => Promise<void>;

const settled: Partial<Record<SourceName, Settle>> = {
  async regions(sql, task, now) {
    await saveAccountAccess(sql, task.accountId, { state: "known", reason: null }, now);
  },
  async functions(sql, task, now) {
    const gone = await markMissingFunctions(sql, task, now);
    const arns = gone.map(({ arn }) => arn);
    await recordDeleted(sql, task, "function", gone, now);
    await closeSnapshots(sql, task.accountId, "function", arns, now);
    await closeSnapshots(sql, task.accountId, "function-access", arns, now);
  },
  tags: settleTags,
  async triggers(sql, task, now) {
    const gone = await deleteMissingMappings(sql, task);
    await closeSnapshots(
      sql,
      task.accountId,
      "mapping",
      gone.map((uuid) => `${task.region}:${uuid}`),
      now,
    );
  },
  async roles(sql, task, now) {
    const gone = await markMissingRoles(sql, task, now);
    await recordDeleted(
      sql,
      task,
      "role",
      gone.map((arn) => ({ arn, name: arn.slice(arn.lastIndexOf("/") + 1) })),
      now,
    );
    await closeSnapshots(sql, task.accountId, "role", gone, now);
  },
  async "log-groups"(sql, task) {
    await deleteMissingLogGroups(sql, task);
  },
  async "who-changed"(sql, task, now) {
    // CloudTrail tells of an event up to 15 minutes late: younger changes wait for the next sync.
    const settledBefore = new Date(now.getTime() - 15 * 60_000);
    const reason = "CloudTrail has no event for it.";
    await saveActorUnknown(sql, task, { state: "notApplicable", reason }, settledBefore);
  },
};

/** What a source that could not be read leaves unknown. */
async function unsettled(sql: Sql, task: ClaimedTask, result: TaskResult, now: Date): Promise<void> {
  const state = result.status === "denied" ? "denied" : "failed";
  const reason = result.reason ?? "It could not be read.";
  const why = { state, reason, since: now.toISOString() } as const;
  switch (task.source) {
    case "regions":
      return saveAccountAccess(sql, task.accountId, { state, reason }, now);
    case "tags":
      return markUnknown(sql, task, ["tags"], why);
    case "detail":
      return markUnknown(sql, task, detailFields, why);
    case "who-changed":
      return saveActorUnknown(sql, task, why, now);
    default:
      return;
  }
}

const resourceTitles: Readonly<Record<string, string>> = {
  webFunction: "Web functions",
  capacityProvider: "Capacity providers",
  scalableTarget: "Scaling of provisioned concurrency",
  scheduledAction: "Schedules of provisioned concurrency",
  scalingPolicy: "Scaling policies of provisioned concurrency",
};

/**
 * What could not be read of a Region's resources; null when all of it was. A kind that the Region does not offer is told,
 * and leaves nothing unknown.
 */
async function unreadResources(sql: Sql, task: ClaimedTask) {
  const unknowns = Object.entries(await listResourceUnknowns(sql, task));
  if (unknowns.length === 0) return null;
  const reason = unknowns.map(([kind, { reason: why }]) => `${resourceTitles[kind] ?? kind}: ${why}`).join(" ");
  const worst = unknowns.map(([, { state }]) => state).find((state) => state !== "notApplicable");
  return { state: worst ?? "known", reason, remedy: grantsFor(reason) } as const;
}

/**
 * Accounts were read, and their service control policies were not: roles are judged by what was known of these before.
 * Whom the organisation lets read nothing at all has its accounts otherwise, and misses nothing that it asked for.
 */
async function withControls(sql: Sql, result: TaskResult): Promise<TaskResult> {
  const reading = await getControlReading(sql);
  if (reading === null || reading.outside || reading.reason === null || reading.state === "notApplicable")
    return result;
  return { status: "partial", reason: `Service control policies: ${reading.reason}`, remedy: reading.remedy };
}

/** Details that were read, but not all of them: a call that is denied ends no task, and is told all the same. */
async function partialDetail(sql: Sql, task: ClaimedTask, result: TaskResult): Promise<TaskResult> {
  const { rows } = await sql.query<{ reason: string; functions: number }>(
    `SELECT u.value->>'reason' AS reason, count(DISTINCT f.id)::int AS functions
     FROM functions f, jsonb_each(f.unknowns) u
     WHERE f.account_id = $1 AND f.region = $2 AND f.deleted_at IS NULL AND u.key = ANY($3)
       AND u.value->>'state' IN ('denied', 'failed')
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3`,
    [task.accountId, task.region, detailFields],
  );
  if (rows.length === 0) return result;
  const reason = rows
    .map((row) => `${row.reason} (${row.functions} ${row.functions === 1 ? "function" : "functions"})`)
    .join(" ");
  return { status: "partial", reason, remedy: grantsFor(reason) };
}
