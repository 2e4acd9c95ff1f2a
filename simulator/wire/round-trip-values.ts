import type { NormalizedSchema } from "@smithy/core/schema";

/** How deep generated values nest; deeper members are left out, since schemas may be recursive. */
const MAX_DEPTH = 6;

/** Text that every layer must carry unharmed: escapes of XML, JSON, forms and URLs, white space inside, other scripts. */
const texts = [
  "a<b>&\"c'",
  "two words + 100%",
  "ключ=значение",
  "日本 🚀 emoji",
  "line\nbreak\ttab",
  '{"json":[1,2]}',
  "/slashed/path:1",
];
const plainTexts = ["alpha", "beta-2", "Gamma_3", "x.y.z"];

type Random = () => number;

/** A small deterministic generator (mulberry32), so that a failing seed can be run again. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A value of the schema with every member set. Members that HTTP binds to path, headers or status get what fits there. */
export function generateValue(schema: NormalizedSchema, random: Random, depth = 0): unknown {
  const traits = schema.getMergedTraits();
  if (traits.httpResponseCode) {
    return 200;
  }
  if (schema.isStructSchema()) {
    return generateStruct(schema, random, depth);
  }
  if (schema.isListSchema()) {
    const member = schema.getValueSchema();
    return Array.from({ length: 1 + Math.floor(random() * 2) }, () => generateValue(member, random, depth + 1));
  }
  if (schema.isMapSchema()) {
    const member = schema.getValueSchema();
    const keys = plainTexts.slice(0, 1 + Math.floor(random() * 2));
    return Object.fromEntries(keys.map((key) => [key, generateValue(member, random, depth + 1)]));
  }
  return generateSimple(schema, random);
}

function generateStruct(schema: NormalizedSchema, random: Random, depth: number): Record<string, unknown> {
  const members = [...schema.structIterator()];
  const chosen = schema.isUnionSchema() ? [members[Math.floor(random() * members.length)]] : members;
  const value: Record<string, unknown> = {};
  for (const entry of chosen) {
    if (entry === undefined || (depth >= MAX_DEPTH && isNested(entry[1]))) {
      continue;
    }
    const member = generateValue(entry[1], random, depth + 1);
    if (!isHollow(member)) {
      value[entry[0]] = member;
    }
  }
  return value;
}

/** A structure left empty by the depth limit: forms cannot say it, so it is not sent at all. */
function isHollow(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(isHollow);
  }
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? Object.keys(value).length === 0
    : false;
}

function isNested(schema: NormalizedSchema): boolean {
  return schema.isStructSchema() || schema.isListSchema() || schema.isMapSchema();
}

function generateSimple(schema: NormalizedSchema, random: Random): unknown {
  const traits = schema.getMergedTraits();
  if (schema.isStringSchema()) {
    if (traits.mediaType === "application/json") {
      return JSON.stringify({ a: [1, "<x>"] });
    }
    const bound = traits.httpHeader !== undefined || traits.httpLabel || traits.hostLabel;
    return pick(bound ? plainTexts : texts, random);
  }
  if (schema.isTimestampSchema()) {
    return new Date(Math.floor(1_500_000_000 + random() * 500_000_000) * 1_000);
  }
  if (schema.isBlobSchema()) {
    return Uint8Array.from({ length: 5 }, () => Math.floor(random() * 256));
  }
  if (schema.isBooleanSchema()) {
    return random() < 0.5;
  }
  if (schema.isDocumentSchema()) {
    return { text: "<doc>", list: [1, true, null] };
  }
  return Math.floor(random() * 2_000) - 500 + (random() < 0.3 ? 0.5 : 0);
}

function pick(from: readonly string[], random: Random): string {
  return from[Math.floor(random() * from.length)] ?? "";
}

/** The value with bytes and dates as text and absent members dropped, so that both ends can be compared. */
export function comparable(value: unknown): unknown {
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString("base64");
  }
  if (value instanceof String) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(comparable);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, comparable(member)]));
}
