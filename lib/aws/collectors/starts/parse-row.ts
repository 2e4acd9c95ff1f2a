import type { QueryRow } from "./run-query.ts";

/** One combination that the query counted. Absent numbers are null. */
export interface StartRow {
  readonly logGroupName: string;
  /** From the stream's name; null where a function has its group for itself. */
  readonly streamFunction: string | null;
  readonly version: string | null;
  readonly at: Date;
  /** `report`: an invocation ended. `init`: an INIT was reported by itself. `thrown`: the text of an error. */
  readonly kind: "report" | "init" | "thrown";
  readonly status: string | null;
  readonly phase: string | null;
  readonly errorType: string | null;
  readonly lines: number;
  readonly durationSum: number | null;
  readonly durationMax: number | null;
  readonly durationCeilSum: number | null;
  readonly billedSum: number | null;
  readonly initSum: number | null;
  readonly initMax: number | null;
  readonly billedMemorySum: number | null;
  readonly memoryMax: number | null;
  readonly usedMax: number | null;
  readonly firstSeen: Date | null;
  readonly lastSeen: Date | null;
  readonly durationBucket: number | null;
  readonly initBucket: number | null;
  readonly restoreBucket: number | null;
}

const kinds: Readonly<Record<string, StartRow["kind"]>> = {
  REPORT: "report",
  "platform.report": "report",
  INIT_REPORT: "init",
  "platform.initReport": "init",
  ERROR: "thrown",
};

/** A row of the query's answer; null for one that is none of ours. */
export function parseStartRow(row: QueryRow): StartRow | null {
  const text = (name: string) => row.get(name) || null;
  const number = (name: string) => numberOf(row.get(name));
  const kind = kinds[row.get("kind") ?? ""];
  const log = text("@log");
  const at = timeOf(row.get("period"));
  const lines = number("lines");
  if (kind === undefined || log === null || at === null || lines === null) return null;
  return {
    // `@log` is the account's id, a colon and the group's name.
    logGroupName: log.replace(/^\d{12}:/, ""),
    streamFunction: text("streamFunction"),
    version: text("version"),
    at,
    kind,
    status: text("status"),
    phase: text("phase"),
    errorType: text("errorType"),
    lines,
    durationSum: number("durationSum"),
    durationMax: number("durationMax"),
    durationCeilSum: number("durationCeilSum"),
    billedSum: number("billedSum"),
    initSum: number("initSum"),
    initMax: number("initMax"),
    billedMemorySum: number("billedMemorySum"),
    memoryMax: number("memoryMax"),
    usedMax: number("usedMax"),
    // Read of failures alone, one row in some hundred.
    get firstSeen() {
      return timeOf(row.get("firstSeen"));
    },
    get lastSeen() {
      return timeOf(row.get("lastSeen"));
    },
    durationBucket: number("durationBucket"),
    initBucket: number("initBucket"),
    restoreBucket: number("restoreBucket"),
  };
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

/** `2026-11-21 12:00:00.000` in UTC, as Logs Insights writes times, or milliseconds since 1970, as sums of them come. */
function timeOf(text: string | undefined): Date | null {
  if (text === undefined || text === "") return null;
  const date = /^[\d.]+(?:E\d+)?$/i.test(text) ? new Date(Number(text)) : new Date(`${text.replace(" ", "T")}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}
