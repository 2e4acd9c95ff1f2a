import { type Rate, rateOf } from "#lib/domain/statistics/rate.ts";

/** What failures are counted against. */
export type FailureBasis = "reports" | "invocations";

/**
 * Of what a share of failures is taken. Normally the REPORT records that were read: failures and their denominator then
 * come from the same lines, however much of the log was read. JSON logs at system level WARN hold reports of failures
 * alone, so there the invocations that CloudWatch counted stand below the line.
 */
export function failureBasis(log: {
  readonly logFormat: string;
  readonly systemLogLevel: string | null;
}): FailureBasis {
  return log.logFormat === "JSON" && log.systemLogLevel === "WARN" ? "invocations" : "reports";
}

/**
 * The share of a period's invocations that failed so, with Wilson's 95 % interval; null where nothing is known to take it
 * of. An application may write an error line without failing: more lines than reports are no share, and null too.
 */
export function failureRate(count: number, total: number | null): Rate | null {
  return total === null || total <= 0 || count > total ? null : rateOf(count, total);
}
