import { z } from "zod";
import { addTasks } from "#lib/db/sql/sync-tasks.ts";
import {
  countOpenTasks,
  createSync,
  listRunningSyncs,
  lockSyncRequests,
  notifyWorkers,
  type SyncScope,
} from "#lib/db/sql/syncs.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { sources } from "#lib/domain/collection/source.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { closeSync } from "./close-sync.ts";
import { planFollowers, wantedBy } from "./plan-followers.ts";
import { phaseOf } from "./task-graph.ts";

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
 * without waiting for them.
 */
export async function requestSync(context: ServiceContext, raw: RequestSyncInput): Promise<RequestedSync> {
  authorize(context.actor, "sync:run");
  const { trigger, ...asked } = parseInput(requestSyncInput, raw);
  const scope = scopeOf(asked);
  const now = context.clock.now();
  return context.inSqlTransaction(async (sql) => {
    await lockSyncRequests(sql);
    const same = (await listRunningSyncs(sql)).find((sync) => scopeKey(sync.scope) === scopeKey(scope));
    if (same) return { syncId: same.id, joined: true };
    const requestedBy = context.actor.kind === "user" ? context.actor.userId : context.actor.kind;
    const syncId = await createSync(sql, { trigger, requestedBy, scope }, now);
    await begin(context, sql, syncId, scope);
    // A sync without a task has none that would end it.
    if ((await countOpenTasks(sql, syncId)).all === 0) await closeSync(sql, { id: syncId, scope }, now);
    await recordAuditSql(sql, {
      at: now,
      actor: context.actor,
      action: "sync.request",
      subject: syncId,
      details: { trigger, scope },
    });
    await notifyWorkers(sql);
    return { syncId, joined: false };
  });
}

/** The first task reads the accounts; a sync that does not ask for them goes on from the accounts that are known. */
async function begin(
  context: ServiceContext,
  sql: Parameters<typeof addTasks>[0],
  syncId: string,
  scope: SyncScope,
): Promise<void> {
  const now = context.clock.now();
  const place = { accountId: "", region: "" };
  if (wantedBy(scope)("accounts")) {
    const task = { ...place, source: "accounts" as const, phase: phaseOf("accounts"), skipped: null };
    return addTasks(sql, syncId, [task], now);
  }
  const sync = {
    id: syncId,
    trigger: "",
    scope,
    status: "running",
    startedAt: now,
    usableAt: null,
    endedAt: null,
    reason: null,
  } as const;
  await planFollowers(sql, sync, { ...place, source: "accounts", empty: false }, now);
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
