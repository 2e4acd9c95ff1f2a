import type { Json, JsonObject } from "#lib/domain/fleet/observed.ts";
import { malformedAnswer } from "./classify-failure.ts";
import type { AwsCall } from "./failure.ts";

/**
 * Narrow reading of what an endpoint sent. The SDK's types promise shapes that its parsers do not check: an endpoint
 * that is not quite AWS may send anything.
 */
export interface AnswerReader {
  /** A list; absent counts as empty, anything else is malformed. */
  list(value: unknown, name: string): readonly unknown[];
  /** A list that must be there, since its absence would read as "there are none". */
  requiredList(value: unknown, name: string): readonly unknown[];
  record(value: unknown, name: string): Readonly<Record<string, unknown>>;
  text(value: unknown, name: string): string;
  number(value: unknown, name: string): number;
}

export function readAnswerOf(call: AwsCall): AnswerReader {
  const fail = (name: string, what: string): never => {
    throw malformedAnswer(call, `${name} is ${what}`);
  };
  const requiredList = (value: unknown, name: string) => (Array.isArray(value) ? value : fail(name, "not a list"));
  return {
    requiredList,
    list: (value, name) => (value === undefined || value === null ? [] : requiredList(value, name)),
    record: (value, name) => recordOrNull(value) ?? fail(name, "not an object"),
    text: (value, name) => textOrNull(value) ?? fail(name, "not text"),
    number: (value, name) => numberOrNull(value) ?? fail(name, "not a number"),
  };
}

/** Text as PostgreSQL can keep it: NUL and halves of surrogate pairs, which no name of AWS holds, become U+FFFD. */
export function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? storable(value) : null;
}

function storable(text: string): string {
  return text.isWellFormed() && !text.includes("\0") ? text : text.toWellFormed().replaceAll("\0", "\uFFFD");
}

export function numberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export function recordOrNull(value: unknown): Readonly<Record<string, unknown>> | null {
  return isRecord(value) ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Texts of a list; what is not text is left out. Absent is empty. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string").map(storable) : [];
}

/** The first instant of the year 10000. */
const endOfYearsMs = Date.UTC(10_000, 0, 1);

/**
 * What of an entry has no field of its own, for `other` of an observed fact; absent where there is nothing of the kind.
 *
 * @param known paths that have one, their names joined by dots: of a field that is known in part the rest is kept
 */
export function otherOf(
  entry: Readonly<Record<string, unknown>>,
  known: readonly string[],
): { readonly other?: JsonObject } {
  const rest = unknownPart(entry, known, "");
  return Object.keys(rest).length === 0 ? {} : { other: toJsonObject(rest) };
}

function unknownPart(entry: Readonly<Record<string, unknown>>, known: readonly string[], prefix: string) {
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry)) {
    const path = `${prefix}${name}`;
    if (value === undefined || known.includes(path)) continue;
    const inner = known.some((one) => one.startsWith(`${path}.`)) ? recordOrNull(value) : null;
    if (inner === null) rest[name] = value;
    else {
      const part = unknownPart(inner, known, `${path}.`);
      if (Object.keys(part).length > 0) rest[name] = part;
    }
  }
  return rest;
}

/** A Date, or an instant as text or epoch seconds (as JSON protocols send them); null for anything else. */
export function dateOrNull(value: unknown): Date | null {
  // PostgreSQL and ISO text agree on four-digit years only; no date of AWS needs more.
  if (value instanceof Date) return value.getTime() >= 0 && value.getTime() < endOfYearsMs ? value : null;
  if (typeof value === "number") return dateOrNull(new Date(value * 1_000));
  // Lambda writes 2026-01-01T00:00:00.000+0000; only the form with a colon is standard.
  if (typeof value === "string") return dateOrNull(new Date(value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")));
  return null;
}

/** A value as JSON: dates become ISO text, bytes and functions are dropped, `undefined` fields too. */
export function toJson(value: unknown): Json {
  if (typeof value === "string") return storable(value);
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value instanceof Uint8Array) return null;
  return toJsonObject({ ...value });
}

export function toJsonObject(record: Readonly<Record<string, unknown>>): JsonObject {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined && typeof value !== "function");
  return Object.fromEntries(entries.map(([key, value]) => [storable(key), toJson(value)]));
}
