import type { TimeWindow } from "#lib/domain/collection/source.ts";
import { recordOrNull, textOrNull } from "./answer.ts";
import type { CollectContext } from "./collectors/collector.ts";
import { openLedger, type QueryLedger } from "./collectors/starts/query-ledger.ts";
import { runQuery } from "./collectors/starts/run-query.ts";
import type { Meter } from "./meter.ts";
import type { AccountAccess } from "./role-hop.ts";

/** Some lines of one log group to read, by one query of Logs Insights. */
export interface LogLinesTask extends TimeWindow {
  readonly access: AccountAccess;
  readonly region: string;
  readonly logGroupName: string;
  /** Gives `@timestamp` and `@message`, and bounds its rows itself. */
  readonly queryString: string;
  /** Null where it is not known how much would be scanned. */
  readonly expectedBytes: number | null;
  /** What an earlier run noted: its query is asked for, not started again. */
  readonly cursor: string | null;
  /** Told once the query runs, before its answer is waited for. */
  readonly onStarted: (cursor: string) => void;
  readonly meter: Meter;
  readonly signal: AbortSignal;
}

/** A line as AWS holds it: not to be kept, shown or logged before it is redacted. */
export interface LogLine {
  readonly at: Date;
  readonly message: string;
}

/** Lines that were found, the latest first; null where AWS ran out of time. */
export async function readLogLines(context: CollectContext, task: LogLinesTask): Promise<readonly LogLine[] | null> {
  const lines: LogLine[] = [];
  const { from, to, logGroupName, queryString, expectedBytes } = task;
  const outcome = await runQuery(
    context,
    { from, to, logGroupNames: [logGroupName], queryString, expectedBytes, part },
    telling(openLedger(task.cursor), task.onStarted),
    (row) => {
      const line = lineOf(row);
      if (line !== null) lines.push(line);
    },
  );
  return outcome.state === "complete" ? lines : null;
}

const part = "0";

function telling(ledger: QueryLedger, onStarted: (cursor: string) => void): QueryLedger {
  return {
    ...ledger,
    note(name, id) {
      ledger.note(name, id);
      onStarted(ledger.cursor());
    },
  };
}

function lineOf(row: readonly unknown[]): LogLine | null {
  const fields = new Map<string, string>();
  for (const item of row) {
    const entry = recordOrNull(item);
    const name = textOrNull(entry?.field);
    const value = textOrNull(entry?.value);
    if (name !== null && value !== null) fields.set(name, value);
  }
  const [time, message] = [fields.get("@timestamp"), fields.get("@message")];
  if (time === undefined || message === undefined) return null;
  const at = new Date(`${time.replace(" ", "T")}Z`);
  return Number.isNaN(at.getTime()) ? null : { at, message };
}
