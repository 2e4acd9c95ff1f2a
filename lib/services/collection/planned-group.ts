import type { StoredFunction } from "#lib/db/sql/function-facts.ts";
import type { ScannableGroup, StoredLogReading } from "#lib/db/sql/log-readings.ts";
import type { TimeWindow } from "#lib/domain/collection/source.ts";

/** What of a function a plan of starts goes by. */
export const writerFields = [
  "id",
  "name",
  "memoryMb",
  "logFormat",
  "logGroupName",
  "packageType",
  "layerArns",
  "systemLogLevel",
  "snapStart",
  "managedInstances",
] as const;

/** A log group with all that decides when and how it is scanned. */
export interface PlannedGroup extends Omit<ScannableGroup, "canBeQueried"> {
  readonly logGroupName: string;
  readonly scanned: readonly TimeWindow[];
  readonly functions: readonly Pick<StoredFunction, (typeof writerFields)[number]>[];
  readonly reading: StoredLogReading | null;
  /** The group of Lambda Insights: its functions are all of the place. */
  readonly isInsights: boolean;
}
