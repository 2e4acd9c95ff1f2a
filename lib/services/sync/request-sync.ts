import { z } from "zod";
import {
  countOpenTasks,
  createSync,
  listRunningSyncs,
  lockSyncRequests,
  notifyWorkers,
  type SyncRow,
  type SyncScope,
} from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { sources } from "#lib/domain/collection/source.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { closeSync } from "./close-sync.ts";
import { planFollowers } from "./plan-followers.ts";

const sourceNames = sources.map(({ name }) => name) as [SourceName, ...SourceName[]];

export const requestSyncInput = z.object({
  accounts: z
    .array(z.string().regex(/^\d{12}$/, "An account id has 12 digits."))
    .min(1)
    .optional(),
  regions: z
    .array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d+$/, "A Region looks like eu-west-1."))
    .min(1)
    .optional(),
  sources: z.array(z.enum(sourceNames)).min(1).optional(),
  trigger: z.enum(["manual", "schedule", "start"]).default("manual"),
});
export type RequestSyncInput = z.input<typeof requestSyncInput>;

export interface RequestedSync {
  readonly syncId: string;
  /** True when a running sync of the same scope was joined. */
  readonly joined: boolean;
}

/**
 * Begins a sync, or joins the one that is running over the same scope. Workers pick its tasks up at once; this returns
 * without waiting for them. A sync by the clock is not joined: it reads only what is due, and lets others go first.
 */
export async function requestSync(context: ServiceContext, raw: RequestSyncInput): Promise<RequestedSync> {
  authorize(context.actor, "sync:run");
  const { trigger, ...asked } = parseInput(requestSyncInput, raw);
  const scope = scopeOf(asked);
  const now = context.clock.now();
  return context.inSqlTransaction(async (sql) => {
    await lockSyncRequests(sql);
    const joins = ({ trigger: other }: SyncRow) => trigger === "schedule" || other !== "schedule";
    const same = await runningOver(sql, scope, joins);
    if (same !== null) return { syncId: same.id, joined: true };
    const requestedBy = context.actor.kind === "user" ? context.actor.userId : context.actor.kind;
    const sync = await createSync(sql, { trigger, requestedBy, scope, spreadSeconds: 0, spreadSalt: "" }, now);
    await beginSync(sql, sync, now);
    // A sync without a task has none that would end it.
    if ((await countOpenTasks(sql, sync.id)).all === 0) await closeSync(sql, sync, now);
    await recordRequest(context, sql, sync, now);
    return { syncId: sync.id, joined: false };
  });
}

/** The sync that is running over a scope, of those that may be joined; null where there is none. */
export async function runningOver(
  sql: Sql,
  scope: SyncScope,
  joins: (sync: SyncRow) => boolean,
): Promise<SyncRow | null> {
  const running = await listRunningSyncs(sql);
  return running.find((sync) => joins(sync) && scopeKey(sync.scope) === scopeKey(scope)) ?? null;
}

/** The first task reads the accounts; a sync that does not ask for them goes on from the accounts that are known. */
export async function beginSync(sql: Sql, sync: SyncRow, now: Date): Promise<void> {
  await planFollowers(sql, sync, { accountId: "", region: "", source: null, empty: false }, now);
}

/** Notes who asked for a sync, and tells the workers. */
export async function recordRequest(context: ServiceContext, sql: Sql, sync: SyncRow, now: Date): Promise<void> {
  const { id: subject, trigger, scope } = sync;
  await recordAuditSql(sql, {
    at: now,
    actor: context.actor,
    action: "sync.request",
    subject,
    details: { trigger, scope },
  });
  await notifyWorkers(sql);
}

function scopeOf(asked: {
  accounts?: string[] | undefined;
  regions?: string[] | undefined;
  sources?: SourceName[] | undefined;
}): SyncScope {
  return {
    ...(asked.accounts ? { accounts: [...new Set(asked.accounts)].sort() } : {}),
    ...(asked.regions ? { regions: [...new Set(asked.regions)].sort() } : {}),
    ...(asked.sources ? { sources: [...new Set(asked.sources)].sort() } : {}),
  };
}

function scopeKey({ accounts, regions, sources: names }: SyncScope): string {
  return JSON.stringify([accounts ?? null, regions ?? null, names ?? null]);
}
