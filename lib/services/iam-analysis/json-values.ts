/** Of a text of several JSON values one after the other, as jq and loops over pages print them: where each lies. */
export interface JsonValueSpan {
  readonly start: number;
  readonly end: number;
}

/** Why a text is not a run of JSON objects and lists; `at` counts bytes. */
export interface JsonSpanFault {
  readonly kind: "too-deep" | "cut-off" | "stray";
  readonly at: number;
}

const quote = 0x22;
const backslash = 0x5c;

/** What a byte outside of a string does: nothing, or one of these. */
const opens = 1;
const closes = 2;
const quotes = 3;
const spaces = 4;
const effects = new Uint8Array(256);
for (const code of [0x7b, 0x5b]) effects[code] = opens;
for (const code of [0x7d, 0x5d]) effects[code] = closes;
for (const code of [0x20, 0x0a, 0x0d, 0x09]) effects[code] = spaces;
effects[quote] = quotes;

/** The place after the string that begins at `from`, or the end of the bytes when it never ends. */
function afterString(bytes: Uint8Array, from: number): number {
  const { length } = bytes;
  for (let at = from + 1; at < length; at++) {
    const code = bytes[at];
    if (code === quote) return at + 1;
    if (code === backslash) at++;
  }
  return length;
}

/**
 * Finds the objects and lists at the top of UTF-8 text, without reading what is in them. Nesting past `maxDepth` is a
 * fault before anything is built of it: a parser would take memory for every level.
 */
export function jsonValueSpans(bytes: Uint8Array, maxDepth: number): readonly JsonValueSpan[] | JsonSpanFault {
  const spans: JsonValueSpan[] = [];
  const { length } = bytes;
  let depth = 0;
  let start = 0;
  for (let at = 0; at < length; ) {
    const effect = effects[bytes[at] ?? 0];
    if (depth === 0) {
      if (effect !== opens && effect !== spaces) return { kind: "stray", at };
      if (effect === opens) start = at;
    }
    if (effect === quotes) {
      at = afterString(bytes, at);
      continue;
    }
    at++;
    if (effect === opens) {
      depth++;
      if (depth > maxDepth) return { kind: "too-deep", at };
    } else if (effect === closes) {
      depth--;
      if (depth === 0) spans.push({ start, end: at });
    }
  }
  return depth > 0 ? { kind: "cut-off", at: length } : spans;
}
