import { getFirstSampledDay, listUnsampledDays } from "#lib/db/sql/start-samples.ts";
import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { SampledLogGroup, StartLogGroup, StartSampleRequest } from "#lib/domain/collection/source.ts";
import { dueSamples, sampledDays } from "#lib/domain/collection/start-samples.ts";
import type { UnreadWindow } from "#lib/domain/collection/start-windows.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { addMs, dayMs, startOfUtcDay } from "./time-windows.ts";

/** A log group that may be sampled. */
export interface SampledGroup {
  readonly logGroupName: string;
  readonly retentionDays: number | null;
  readonly functions: readonly {
    readonly name: string;
    readonly memoryMb: number | null;
    readonly logFormat: string;
    readonly packageType: string;
  }[];
  /** Null where nothing is known. */
  readonly bytesPerHour: number | null;
}

/**
 * The hour of a day whose starts are looked at one by one: of the newest day that is over and was not looked at, of those
 * log groups that had starts on it (dueSamples). Of a day that this very task reads as a whole nothing is known yet, so all that it
 * reads of it are looked at.
 */
export async function planStartSamples(
  context: SyncContext,
  task: ClaimedTask,
  groups: readonly SampledGroup[],
  windows: readonly UnreadWindow[],
): Promise<readonly StartSampleRequest[]> {
  const now = context.clock.now();
  const today = startOfUtcDay(now);
  const started = new Map<string, Set<string>>();
  const note = (logGroupName: string, day: string): void => {
    const days = started.get(logGroupName) ?? new Set();
    started.set(logGroupName, days.add(day));
  };
  for (const { from, to, logGroupNames } of windows) {
    if (to.getTime() - from.getTime() !== dayMs) continue;
    for (const name of logGroupNames) note(name, from.toISOString().slice(0, 10));
  }
  const unsampled = await listUnsampledDays(context.db.pool, task, addMs(today, -sampledDays * dayMs), today);
  for (const { logGroupName, day } of unsampled) note(logGroupName, day);
  const sampleable = groups.map((group) => ({ ...group, startedOn: started.get(group.logGroupName) ?? new Set() }));
  const byName = new Map(groups.map((group) => [group.logGroupName, group]));
  const place = {
    name: `${task.accountId} ${task.region}`,
    sampledSince: await getFirstSampledDay(context.db.pool, task),
  };
  return dueSamples(place, sampleable, now).map(({ from, to, logGroupNames }) => ({
    from,
    to,
    logGroups: logGroupNames.flatMap((name) => byName.get(name) ?? []).map(sampledLogGroup),
  }));
}

/**
 * Text logs have INIT_START lines for every runtime of AWS's; whether they have them for container images is found out
 * from the log. Of JSON logs nothing is certain: platform.initStart stands at DEBUG, or at INFO with a runtime's version.
 */
function sampledLogGroup({ logGroupName, functions, bytesPerHour }: SampledGroup): SampledLogGroup {
  return {
    logGroupName,
    functions: functions.map(({ name, memoryMb, logFormat, packageType }) => ({
      name,
      memoryMb,
      logFormat,
      logsInitStart: logFormat === "Text" && packageType === "Zip",
    })),
    ...(bytesPerHour === null ? {} : { bytesPerHour }),
  };
}

/** Bytes that all samples are expected to scan. */
export function sampledBytes(
  samples: readonly { readonly logGroups: readonly Pick<StartLogGroup, "bytesPerHour">[] }[],
  assumedBytesPerHour: number,
): number {
  return samples
    .flatMap(({ logGroups }) => logGroups)
    .reduce((sum, { bytesPerHour }) => sum + (bytesPerHour ?? assumedBytesPerHour), 0);
}
