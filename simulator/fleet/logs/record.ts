import type { InsightsValue } from "#simulator/fleet/insights/ast.ts";
import { billedMs, durationMs, type Invocation, initMs, maxMemoryMb, requestIdOf, streamOf } from "./invocation.ts";
import { jsonLine, jsonType, type LineKind, textMessage, textType } from "./messages.ts";

/** One line of a log with the fields that Logs Insights discovers in it; `weight` alike lines at once. */
export class LogRecord {
  readonly invocation: Invocation;
  readonly kind: LineKind;
  readonly weight: number;
  private object: Record<string, unknown> | null = null;
  private text: string | null = null;

  constructor(invocation: Invocation, kind: LineKind) {
    this.invocation = invocation;
    this.kind = kind;
    this.weight = invocation.weight;
  }

  get message(): string {
    this.text ??= this.invocation.source.log.json
      ? JSON.stringify(this.json())
      : textMessage(this.invocation, this.kind);
    return this.text;
  }

  /** Distinct per line, and the same on every call. */
  get pointer(): string {
    return Buffer.from(`${this.invocation.source.logName} ${this.invocation.key} ${this.kind}`).toString("base64url");
  }

  /** A field by its name; null where the line has none. */
  get(name: string): InsightsValue {
    return fieldOfRecord(name)(this);
  }

  /** What a JSON line holds. */
  json(): Record<string, unknown> {
    this.object ??= jsonLine(this.invocation, this.kind);
    return this.object;
  }
}

type ReadField = (record: LogRecord) => InsightsValue;

const nothing: ReadField = () => null;

/** Fields that every line has, whatever its format. */
const commonFields: ReadonlyMap<string, ReadField> = new Map<string, ReadField>([
  ["@timestamp", ({ invocation }) => invocation.timestamp],
  ["@ingestionTime", ({ invocation }) => invocation.timestamp],
  ["@message", (record) => record.message],
  ["@log", ({ invocation }) => invocation.source.logName],
  ["@logStream", ({ invocation }) => streamOf(invocation)],
  ["@ptr", (record) => record.pointer],
]);

const ofReports = (read: (invocation: Invocation) => InsightsValue): ReadField => {
  return ({ invocation, kind }) => (kind === "report" ? read(invocation) : null);
};

/** Fields that Logs Insights discovers in lines of text. */
const textFields: ReadonlyMap<string, ReadField> = new Map<string, ReadField>([
  ["@type", ({ kind }) => textType(kind)],
  ["@requestId", ({ invocation, kind }) => (kind.startsWith("init") ? null : requestIdOf(invocation))],
  ["@duration", ofReports(durationMs)],
  ["@billedDuration", ofReports(billedMs)],
  ["@initDuration", ofReports((invocation) => (invocation.source.plan.snapStart ? null : initMs(invocation)))],
  ["@memorySize", ofReports(({ source }) => source.plan.memoryMb * 1_000_000)],
  ["@maxMemoryUsed", ofReports((invocation) => maxMemoryMb(invocation) * 1_000_000)],
]);

function jsonField(name: string): ReadField {
  if (name.startsWith("@")) return nothing;
  if (name === "type") return ({ kind }) => jsonType(kind);
  const path = name.split(".");
  return (record) => {
    let value: unknown = record.json();
    for (const part of path) {
      if (typeof value !== "object" || value === null) return null;
      value = (value as Record<string, unknown>)[part];
    }
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  };
}

/** Reads a field of any line: names are looked up once, not for each line. */
export function fieldOfRecord(name: string): ReadField {
  const common = commonFields.get(name);
  if (common !== undefined) return common;
  const [inJson, inText] = [jsonField(name), textFields.get(name) ?? nothing];
  return (record) => (record.invocation.source.log.json ? inJson(record) : inText(record));
}
