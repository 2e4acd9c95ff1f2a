import { recordOrNull, textOrNull } from "#lib/aws/answer.ts";

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
  /** Of inits in JSON logs: `on-demand`, `provisioned-concurrency`. */
  readonly initType: string | null;
  readonly errorType: string | null;
  readonly lines: number;
  readonly durationSum: number | null;
  readonly durationMax: number | null;
  readonly durationCeilSum: number | null;
  readonly billedSum: number | null;
  readonly initSum: number | null;
  readonly initMax: number | null;
  readonly restoreSum: number | null;
  /** Sums of the bucket of what was billed, and of its square. */
  readonly billedBucketSum: number | null;
  readonly billedSquareSum: number | null;
  readonly billedMemorySum: number | null;
  readonly memoryMax: number | null;
  readonly usedMax: number | null;
  /** Null, too, for what went well: one row in some hundred is a failure, and of the others nobody asks. */
  readonly firstSeen: Date | null;
  readonly lastSeen: Date | null;
  readonly durationBucket: number | null;
  readonly initBucket: number | null;
  readonly restoreBucket: number | null;
  /** Whether the init was billed, 1, or not, 0; null without one. */
  readonly initBilled: number | null;
  /** The bucket of what was billed where that does not follow from duration and init; else 0. Null: it is not told. */
  readonly oddBucket: number | null;
  /** Buckets of memory used, four at a time; null where it is not told. */
  readonly usedBand: number | null;
  /** Lines in the second, third and fourth bucket of the band. */
  readonly usedSteps: readonly [number, number, number];
}

const kinds: Readonly<Record<string, StartRow["kind"]>> = {
  REPORT: "report",
  "platform.report": "report",
  INIT_REPORT: "init",
  "platform.initReport": "init",
  ERROR: "thrown",
};

type Fields = Readonly<Record<string, unknown>>;

/** Reads rows of one answer, each a list of `{ field, value }`; null for one that is none of ours. */
export function createRowParser(): (row: readonly unknown[]) => StartRow | null {
  const periods = new Map<string, Date | null>();
  // Thousands of rows stand in one period.
  const periodOf = (text: string): Date | null => {
    const known = periods.get(text);
    if (known !== undefined) return known;
    const at = timeOf(text);
    periods.set(text, at);
    return at;
  };
  return (row) => {
    const fields = fieldsOf(row);
    const kind = kinds[textOf(fields.kind) ?? ""];
    const log = textOf(fields["@log"]);
    const at = typeof fields.period === "string" ? periodOf(fields.period) : null;
    const lines = numberOf(fields.lines);
    if (kind === undefined || log === null || at === null || lines === null) return null;
    const status = textOf(fields.status);
    const errorType = textOf(fields.errorType);
    const wentWell = kind === "report" && (status === null || status === "success") && errorType === null;
    return {
      // `@log` is the account's id, a colon and the group's name.
      logGroupName: log.replace(/^\d{12}:/, ""),
      streamFunction: textOf(fields.streamFunction),
      version: textOf(fields.version),
      at,
      kind,
      status,
      phase: textOf(fields.phase),
      initType: textOf(fields.initType),
      errorType,
      lines,
      durationSum: numberOf(fields.durationSum),
      durationMax: numberOf(fields.durationMax),
      durationCeilSum: numberOf(fields.durationCeilSum),
      billedSum: numberOf(fields.billedSum),
      initSum: numberOf(fields.initSum),
      initMax: numberOf(fields.initMax),
      restoreSum: numberOf(fields.restoreSum),
      billedBucketSum: numberOf(fields.billedBucketSum),
      billedSquareSum: numberOf(fields.billedSquareSum),
      billedMemorySum: numberOf(fields.billedMemorySum),
      memoryMax: numberOf(fields.memoryMax),
      usedMax: numberOf(fields.usedMax),
      firstSeen: wentWell ? null : timeOf(fields.firstSeen),
      lastSeen: wentWell ? null : timeOf(fields.lastSeen),
      durationBucket: numberOf(fields.durationBucket),
      initBucket: numberOf(fields.initBucket),
      restoreBucket: numberOf(fields.restoreBucket),
      initBilled: numberOf(fields.initBilled),
      oddBucket: numberOf(fields.oddBucket),
      usedBand: numberOf(fields.usedBand),
      usedSteps: [numberOf(fields.usedStep1) ?? 0, numberOf(fields.usedStep2) ?? 0, numberOf(fields.usedStep3) ?? 0],
    };
  };
}

/** What the row says, by field. Its own names only: a field may be called anything. */
export function fieldsOf(row: readonly unknown[]): Fields {
  const fields: Record<string, unknown> = Object.create(null);
  for (const item of row) {
    const entry = recordOrNull(item);
    if (entry !== null && typeof entry.field === "string") fields[entry.field] = entry.value;
  }
  return fields;
}

export function textOf(value: unknown): string | null {
  return textOrNull(value) || null;
}

export function numberOf(value: unknown): number | null {
  if (typeof value !== "string" || value === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** `2026-11-21 12:00:00.000` in UTC, as Logs Insights writes times, or milliseconds since 1970, as sums of them come. */
export function timeOf(text: unknown): Date | null {
  if (typeof text !== "string" || text === "") return null;
  const date = /^[\d.]+(?:E\d+)?$/i.test(text) ? new Date(Number(text)) : new Date(`${text.replace(" ", "T")}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}
