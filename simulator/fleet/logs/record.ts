import type { InsightsValue } from "#simulator/fleet/insights/ast.ts";
import { billedMs, durationMs, type Invocation, initMs, maxMemoryMb, requestIdOf, streamOf } from "./invocation.ts";
import { jsonLine, jsonType, type LineKind, textMessage, textType } from "./messages.ts";

const paths = new Map<string, readonly string[]>();
const pathsKept = 1_000;

function pathOf(name: string): readonly string[] {
  const known = paths.get(name);
  if (known !== undefined) return known;
  const path = name.split(".");
  if (paths.size < pathsKept) paths.set(name, path);
  return path;
}

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

  get timestamp(): number {
    return this.invocation.timestamp;
  }

  get message(): string {
    this.text ??= this.invocation.source.log.json
      ? JSON.stringify(this.json())
      : textMessage(this.invocation, this.kind);
    return this.text;
  }

  get stream(): string {
    return streamOf(this.invocation);
  }

  /** Distinct per line, and the same on every call. */
  get pointer(): string {
    return Buffer.from(`${this.invocation.source.logName} ${this.invocation.key} ${this.kind}`).toString("base64url");
  }

  private json(): Record<string, unknown> {
    this.object ??= jsonLine(this.invocation, this.kind);
    return this.object;
  }

  /** A field by its name; null where the line has none. */
  get(name: string): InsightsValue {
    const { invocation } = this;
    switch (name) {
      case "@timestamp":
      case "@ingestionTime":
        return invocation.timestamp;
      case "@message":
        return this.message;
      case "@log":
        return invocation.source.logName;
      case "@logStream":
        return this.stream;
      case "@ptr":
        return this.pointer;
      default:
        return invocation.source.log.json ? this.jsonField(name) : this.textField(name);
    }
  }

  private textField(name: string): InsightsValue {
    const { invocation, kind } = this;
    if (name === "@type") return textType(kind);
    if (name === "@requestId") return kind.startsWith("init") ? null : requestIdOf(invocation);
    if (kind !== "report") return null;
    switch (name) {
      case "@duration":
        return durationMs(invocation);
      case "@billedDuration":
        return billedMs(invocation);
      case "@initDuration":
        return invocation.source.plan.snapStart ? null : initMs(invocation);
      case "@memorySize":
        return invocation.source.plan.memoryMb * 1_000_000;
      case "@maxMemoryUsed":
        return maxMemoryMb(invocation) * 1_000_000;
      default:
        return null;
    }
  }

  private jsonField(name: string): InsightsValue {
    if (name.startsWith("@")) return null;
    if (name === "type") return jsonType(this.kind);
    let value: unknown = this.json();
    for (const part of pathOf(name)) {
      if (typeof value !== "object" || value === null) return null;
      value = (value as Record<string, unknown>)[part];
    }
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  }
}
