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

/** Installations do not all ask AWS at the full hour: each begins at a moment of its own within this time. */
const jitterMs = 5 * 60_000;

export async function handleScheduledSync(context: ServiceContext, raw: unknown, signal: AbortSignal): Promise<void> {
  const { what } = scheduledSync.payload.parse(raw);
  await sleep(Math.random() * jitterMs, undefined, { signal });
  await requestSync(context, { trigger: "schedule", ...(what === "hourly" ? { sources: hourly } : {}) });
}
