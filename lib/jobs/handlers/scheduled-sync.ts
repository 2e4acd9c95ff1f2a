import { setTimeout as sleep } from "node:timers/promises";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { scheduledSync } from "#lib/jobs/definitions/scheduled-sync.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { requestSync } from "#lib/services/sync/request-sync.ts";

/** What moves within the hour. Accounts, Regions, roles, networks and the whole of detail are read daily. */
const hourly: SourceName[] = [
  "limits",
  "functions",
  "triggers",
  "tags",
  "metrics",
  "metric-history",
  "detail",
  "log-groups",
  "starts",
  "who-changed",
];

export interface ScheduledSyncOptions {
  readonly signal: AbortSignal;
  /** Installations do not all ask AWS at the full hour: each begins at a moment of its own within this time. */
  readonly jitterMs: number;
}

/** Requests the sync; a running one of the same scope is joined, so that slow syncs do not pile up. */
export async function handleScheduledSync(
  context: ServiceContext,
  raw: unknown,
  { signal, jitterMs }: ScheduledSyncOptions,
): Promise<void> {
  const { what } = scheduledSync.payload.parse(raw);
  await sleep(Math.random() * jitterMs, undefined, { signal });
  await requestSync(context, { trigger: "schedule", ...(what === "hourly" ? { sources: hourly } : {}) });
}
