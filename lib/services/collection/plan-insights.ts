import type { ScannableGroup, StoredLogReading } from "#lib/db/sql/log-readings.ts";
import type { InsightsRequest, StartLogGroup } from "#lib/domain/collection/source.ts";
import type { UnreadWindow } from "#lib/domain/collection/start-windows.ts";
import { carriesInsights, insightsLogGroup, needsInsights } from "#lib/domain/starts/insights.ts";
import type { PlannedGroup } from "./planned-group.ts";

/** Rows of one function in a period: some thirty buckets of duration, in a band or two of memory used. */
const assumedRows = { hour: 60, day: 120 } as const;

type Writer = PlannedGroup["functions"][number];

/** Whether the extension may run beside a function: its layer says so, and of container images nothing does. */
function mayCarry({ packageType, layerArns }: Writer): boolean {
  return packageType === "Image" || carriesInsights(layerArns);
}

/**
 * The log group of Lambda Insights, where there is a reason to ask it: a function carries the layer, the group had events
 * before, or it stands there beside container images, which may have the extension built in.
 */
export function insightsGroupOf(
  functions: readonly Writer[],
  listed: readonly ScannableGroup[],
  reading: StoredLogReading | null,
): PlannedGroup | null {
  const known = listed.find(({ name }) => name === insightsLogGroup);
  if (listed.length > 0 && known?.canBeQueried !== true) return null;
  const hadEvents = (reading?.rowsPerHour ?? 0) > 0 || (reading?.rowsPerDay ?? 0) > 0;
  const isThere = known !== undefined && known.storedBytes !== 0;
  const mayHave = functions.some((fn) => carriesInsights(fn.layerArns) || (isThere && mayCarry(fn)));
  if (!hadEvents && !mayHave) return null;
  return {
    name: insightsLogGroup,
    logGroupName: insightsLogGroup,
    isInsights: true,
    retentionDays: known?.retentionDays ?? null,
    storedBytes: known?.storedBytes ?? null,
    reading,
    scanned: reading?.scanned ?? [],
    functions,
  };
}

/** What is asked of the group for one window: bytes of all functions, starts of those whose own log does not tell them. */
export function insightsRequestOf(
  { granularity, from, to }: UnreadWindow,
  insights: PlannedGroup,
  groups: ReadonlyMap<string, PlannedGroup>,
  { now, bytesPerHour }: { readonly now: Date; readonly bytesPerHour: number | null },
): InsightsRequest {
  const { reading, functions } = insights;
  const carriers = functions.filter(mayCarry);
  const rows = granularity === "hour" ? reading?.rowsPerHour : reading?.rowsPerDay;
  const logGroup: StartLogGroup = {
    logGroupName: insightsLogGroup,
    functions: [],
    rowsPerPeriod: rows ?? Math.max(1, carriers.length) * assumedRows[granularity],
    ...(bytesPerHour === null ? {} : { bytesPerHour }),
  };
  const needy = carriers.filter((fn) => {
    const own = groups.get(fn.logGroupName);
    return needsInsights({ ...fn, group: own === undefined || own.isInsights ? null : ownGroup(own) }, from, now);
  });
  return { granularity, from, to, logGroup, startsOf: needy.map(({ name }) => name) };
}

/** The shortest that there is: what a list of log groups that tells no retention is taken for. */
const shortestRetentionDays = 1;

function ownGroup({ retentionDays, storedBytes, functions, reading }: PlannedGroup) {
  const rows = [reading?.rowsPerHour, reading?.rowsPerDay].filter((count) => count != null);
  const saidNothing = rows.length > 0 && rows.every((count) => count === 0);
  const isTold = retentionDays !== null || storedBytes !== null;
  return {
    retentionDays: isTold ? retentionDays : shortestRetentionDays,
    functions: functions.length,
    saidNothing,
  };
}
