import { fieldsOf, numberOf, textOf, timeOf } from "./parse-row.ts";

/** One environment, as its lines of one kind tell of it. */
export interface FeltRow {
  readonly logGroupName: string;
  /** The environment. */
  readonly logStream: string;
  /** From the stream's name; null where a function has its group for itself. */
  readonly streamFunction: string | null;
  /** When it was started, or what the report of its first invocation says. */
  readonly line:
    | { readonly kind: "initStart"; readonly at: Date }
    | {
        readonly kind: "report";
        readonly invokedAt: Date;
        readonly initMs: number;
        readonly durationMs: number;
        readonly billedMs: number | null;
      };
}

/** Reads a row of the answer, a list of `{ field, value }`; null for one that is none of ours. */
export function parseFeltRow(row: readonly unknown[]): FeltRow | null {
  const fields = fieldsOf(row);
  const log = textOf(fields["@log"]);
  const logStream = textOf(fields["@logStream"]);
  const line = lineOf(fields);
  if (log === null || logStream === null || line === null) return null;
  const [, streamFunction] = /^\d{4}\/\d{2}\/\d{2}\/([^[]*)\[/.exec(logStream) ?? [];
  // `@log` is the account's id, a colon and the group's name.
  return { logGroupName: log.replace(/^\d{12}:/, ""), logStream, streamFunction: streamFunction || null, line };
}

function lineOf(fields: ReturnType<typeof fieldsOf>): FeltRow["line"] | null {
  switch (textOf(fields.kind)) {
    case "INIT_START":
    case "platform.initStart": {
      const at = timeOf(fields.firstSeen);
      return at === null ? null : { kind: "initStart", at };
    }
    case "REPORT":
    case "platform.report": {
      const [invokedMs, initMs, durationMs] = [fields.invoked, fields.init, fields.duration].map(numberOf);
      if (invokedMs == null || initMs == null || durationMs == null) return null;
      return { kind: "report", invokedAt: new Date(invokedMs), initMs, durationMs, billedMs: numberOf(fields.billed) };
    }
    default:
      return null;
  }
}
