import type { FailureKind } from "./failure-kind.ts";

/** Which lines of a log group a series of failures left. */
export interface FailureLines {
  readonly kind: FailureKind;
  /** "" where the log names none. */
  readonly errorType: string;
  /**
   * The function, where others write to the same group: its streams are called `2026/11/20/orders[$LATEST]…`, and those
   * of "my-orders" are not its own. Null for a group of its own.
   */
  readonly streamFunction: string | null;
}

/** More lines than this are never fetched as examples. */
export const mostExampleLines = 20;

/**
 * The query of Logs Insights that finds the lines of a series, the latest first: for the examples that Lamplight fetches,
 * and for the link that opens the same in AWS's console. Error types come from logs: nothing in them reaches the query but
 * as quoted text.
 */
export function failureLinesQuery({ kind, errorType, streamFunction }: FailureLines): string {
  const conditions = [
    conditionOf(kind, errorType),
    ...(streamFunction === null ? [] : holding("@logStream", `/${streamFunction}[`)),
  ];
  return [
    "fields @timestamp, @message",
    ...conditions.map((condition) => `filter ${condition}`),
    "sort @timestamp desc",
    `limit ${mostExampleLines}`,
  ].join("\n| ");
}

const initReport = `(@message like /^INIT_REPORT / or type = "platform.initReport")`;
/** Which kind of failure those are, a series of their own says. */
const notInit = "@message not like /^INIT_REPORT /";
const wentWrong = `(@message like /(?:ERROR|Error|error)/)`;

function conditionOf(kind: FailureKind, errorType: string): string {
  const named = holding("@message", errorType);
  switch (kind) {
    case "timeout":
      return `(@message like "Task timed out" or @message like /Status: timeout/ or record.status = "timeout") and ${notInit}`;
    case "outOfMemory":
      return `(@message like "Runtime.OutOfMemory" or @message like "signal: killed")`;
    case "init":
      return [initReport, ...named].join(" and ");
    case "error":
      return [...(named.length > 0 ? named : [wentWrong]), notInit].join(" and ");
  }
}

/**
 * That a field holds a text, by the text's parts between quotes, backslashes and whatever ends a line: none of those has to
 * be escaped, and JSON logs write them in another way than text logs.
 */
function holding(field: string, text: string): string[] {
  const parts = text.split(/["\\\p{Cc}\u2028\u2029]+/u).map((part) => part.trim());
  return parts.filter((part) => part !== "").map((part) => `${field} like "${part}"`);
}
