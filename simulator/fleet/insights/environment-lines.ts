import { coldStartsOf, longestLeadMs } from "#simulator/fleet/logs/cold-starts.ts";
import { type Invocation, type LogSource, streamOf } from "#simulator/fleet/logs/invocation.ts";
import { messageStartsOf } from "#simulator/fleet/logs/message-shape.ts";
import { jsonType, type LineKind, linesOf, textType } from "#simulator/fleet/logs/messages.ts";
import { fieldOfRecord, LogRecord } from "#simulator/fleet/logs/record.ts";
import type { Command } from "./ast.ts";
import type { FieldReader } from "./evaluate.ts";
import type { KnownLine } from "./may-match.ts";

/** A line of an environment that has a log stream for itself. */
class EnvironmentRecord extends LogRecord {
  readonly stream: string;

  constructor(invocation: Invocation, kind: LineKind, stream: string) {
    super(invocation, kind);
    this.stream = stream;
  }
}

/** Fields of lines of which some have a log stream for themselves. */
export const fieldOfStreams: FieldReader<LogRecord> = (name) =>
  name === "@logStream"
    ? (record) => (record instanceof EnvironmentRecord ? record.stream : streamOf(record.invocation))
    : fieldOfRecord(name);

/** Whether the query groups by log stream, which stands for an environment. */
export function groupsByStream(commands: readonly Command[]): boolean {
  return commands.some(
    (command) =>
      command.kind === "stats" &&
      command.by.some(({ expression }) => expression.kind === "field" && expression.name === "@logStream"),
  );
}

/** Whether of a function's lines only the starts of environments and the reports that tell their init can pass. */
export function wantsOnlyColdStarts(
  passes: (line: KnownLine) => boolean,
  source: LogSource,
  wanted: ReadonlySet<LineKind>,
): boolean {
  if ([...wanted].some((kind) => kind !== "initStart" && kind !== "report")) return false;
  const { json } = source.log;
  const warmReport = new Map([
    ["@type", json ? null : textType("report")],
    ["type", json ? jsonType("report") : null],
    ["@initDuration", null],
    ["record.metrics.initDurationMs", null],
  ]);
  return !passes({ fields: warmReport, messageShape: null, messageStarts: messageStartsOf(source, "report") });
}

/**
 * Lines of cold starts that were written within a window, each at its own instant and in the stream of its environment:
 * INIT_START when the environment was started, which may be long before its first invocation.
 */
export function* environmentLines(
  source: LogSource,
  wanted: ReadonlySet<LineKind>,
  window: { readonly start: number; readonly end: number },
): Generator<LogRecord> {
  const { start, end } = window;
  const [from, to] = [Math.floor(start / 60_000) * 60_000, Math.ceil((end + longestLeadMs) / 60_000) * 60_000];
  for (const { invocation, stream, initStartedAt } of coldStartsOf(source, from, to)) {
    const lines = linesOf(invocation);
    const take = (kind: LineKind, timestamp: number) =>
      wanted.has(kind) && lines.includes(kind) && timestamp >= start && timestamp < end;
    if (take("initStart", initStartedAt))
      yield new EnvironmentRecord({ ...invocation, timestamp: initStartedAt }, "initStart", stream);
    if (take("report", invocation.timestamp)) yield new EnvironmentRecord(invocation, "report", stream);
  }
}
