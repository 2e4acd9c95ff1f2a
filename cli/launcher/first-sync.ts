import { setTimeout as sleep } from "node:timers/promises";
import type { Terminal } from "#cli/terminal.ts";
import type { Database } from "#lib/db/client.ts";
import { getSyncProgress, type SyncProgress } from "#lib/db/sql/sync-progress.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { requestSync } from "#lib/services/sync/request-sync.ts";

const pollMs = 1_000;

/** Begins the first sync of a store that has seen none, or finds the one that a stopped Lamplight left running. */
export async function beginFirstSync(context: ServiceContext): Promise<string | null> {
  const last = await context.db.prisma.sync.findFirst({
    orderBy: { startedAt: "desc" },
    select: { id: true, status: true },
  });
  if (last !== null) return last.status === "running" ? last.id : null;
  return (await requestSync(context, { trigger: "start" })).syncId;
}

/** Shows a sync until it has ended or `signal` says stop; says when the console is useful already. */
export async function showSync(
  database: Database,
  syncId: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  let usable = false;
  while (!signal.aborted) {
    const progress = await getSyncProgress(database.pool, syncId);
    if (progress === null) return;
    if (progress.sync.usableAt !== null && !usable) {
      usable = true;
      terminal.say("The console is useful already; details are still being read.");
    }
    if (progress.sync.endedAt !== null) {
      terminal.say(describeEnd(progress));
      return;
    }
    terminal.progress(describeProgress(progress));
    // Aborting ends the wait; the loop's condition ends the rest.
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  terminal.endProgress();
}

function describeProgress({ sources, tasks, ended }: SyncProgress): string {
  const running = sources.filter((source) => source.running > 0).map(({ source }) => source);
  return `Sync: ${ended} of ${tasks} tasks${running.length > 0 ? ` · reading ${running.slice(0, 3).join(", ")}` : ""}`;
}

function describeEnd({ sync, tasks, sources, calls }: SyncProgress): string {
  const unlearned = sources.reduce((sum, { failed, denied }) => sum + failed + denied, 0);
  const trouble = unlearned === 0 ? "" : ` ${unlearned} could not be read; the sync page says why.`;
  return `Sync ${sync.status}: ${tasks} tasks, ${calls.toLocaleString("en")} calls to AWS.${trouble}`;
}
