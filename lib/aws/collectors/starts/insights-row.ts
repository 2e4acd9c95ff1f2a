import { fieldsOf, numberOf, textOf, timeOf } from "./parse-row.ts";

/** One combination that the query of Lambda Insights counted. Absent numbers are null. */
export interface InsightsRow {
  readonly logGroupName: string;
  readonly functionName: string;
  readonly at: Date;
  readonly lines: number;
  readonly coldStart: boolean;
  readonly timeout: boolean;
  readonly durationSum: number | null;
  readonly initSum: number | null;
  readonly initMax: number | null;
  readonly usedMax: number | null;
  readonly durationBucket: number | null;
  readonly initBucket: number | null;
  readonly usedBand: number | null;
  readonly usedSteps: readonly [number, number, number];
  readonly networkEvents: number;
  readonly rxBytes: number;
  readonly txBytes: number;
}

/** Reads a row of the answer, a list of `{ field, value }`; null for one that is none of ours. */
export function parseInsightsRow(row: readonly unknown[]): InsightsRow | null {
  const fields = fieldsOf(row);
  const log = textOf(fields["@log"]);
  const functionName = textOf(fields.function_name);
  const at = timeOf(fields.period);
  const lines = numberOf(fields.lines);
  if (log === null || functionName === null || at === null || lines === null) return null;
  const initBucket = numberOf(fields.initBucket);
  return {
    logGroupName: log.replace(/^\d{12}:/, ""),
    functionName,
    at,
    lines,
    coldStart: isTrue(fields.cold_start) || initBucket !== null,
    timeout: isTrue(fields.timeout),
    durationSum: numberOf(fields.durationSum),
    initSum: numberOf(fields.initSum),
    initMax: numberOf(fields.initMax),
    usedMax: numberOf(fields.usedMax),
    durationBucket: numberOf(fields.durationBucket),
    initBucket,
    usedBand: numberOf(fields.usedBand),
    usedSteps: [numberOf(fields.usedStep1) ?? 0, numberOf(fields.usedStep2) ?? 0, numberOf(fields.usedStep3) ?? 0],
    networkEvents: numberOf(fields.networkEvents) ?? 0,
    rxBytes: numberOf(fields.rxBytes) ?? 0,
    txBytes: numberOf(fields.txBytes) ?? 0,
  };
}

/** Logs Insights writes a JSON boolean as 1 or 0, and as a word where it was logged as one. */
function isTrue(value: unknown): boolean {
  return value === "1" || value === "true";
}
