import type { Status } from "#components/ui/status-badge.tsx";
import { formatDuration } from "#lib/client/format.ts";
import type { SyncRunStatus, SyncRunView } from "#lib/domain/views/sync.ts";

/** How a run's status is drawn. */
export const runStatus: Readonly<Record<SyncRunStatus, Status>> = {
  running: "running",
  complete: "completed",
  failed: "failed",
  cancelled: "cancelled",
};

const triggers: Readonly<Record<string, string>> = {
  manual: "asked for",
  schedule: "by schedule",
  start: "at the start of Lamplight",
};

/** Who or what began a run. */
export function beganBy({ trigger, requestedBy }: SyncRunView): string {
  const how = triggers[trigger] ?? trigger;
  if (trigger !== "manual" || requestedBy === null) return how;
  return requestedBy === "cli" ? "from the command line" : `by ${requestedBy}`;
}

/** What a run is about, in a few words. */
export function scopeWords({ accounts, regions, sources }: SyncRunView): string {
  const parts = [
    sources === null ? null : sources.join(", "),
    accounts === null ? null : `in ${accounts.length === 1 ? `account ${accounts[0]}` : `${accounts.length} accounts`}`,
    regions === null ? null : `in ${regions.join(", ")}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "the whole fleet" : parts.join(" ");
}

/** How long a run took, or has run so far. */
export function runDuration({ startedAt, endedAt }: SyncRunView, now: number): string {
  const end = endedAt === null ? now : new Date(endedAt).getTime();
  return formatDuration(Math.max(0, end - new Date(startedAt).getTime()));
}
