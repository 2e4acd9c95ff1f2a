/**
 * Counter-based randomness: a key and a label give a number, with no state, so that any entity can be made alone
 * and in any order. The mixer is the finaliser of MurmurHash3 (32 bits), enough for simulation.
 */
export function mixKeys(a: number, b: number): number {
  let h = (a ^ Math.imul(b, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h = (h ^ (h >>> 16)) + 0x6d2b79f5 + b;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 14)) >>> 0;
}

const textKeys = new Map<string, number>();
const textKeysKept = 4096;

function textKey(text: string): number {
  const known = textKeys.get(text);
  if (known !== undefined) return known;
  let h = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  const key = mixKeys(h >>> 0, text.length);
  if (textKeys.size < textKeysKept) textKeys.set(text, key);
  return key;
}

/** The key of a part of something: `keyOf(functionKey, "memory")`. */
export function keyOf(parent: number, label: string | number): number {
  return mixKeys(parent, typeof label === "number" ? label : textKey(label));
}

/** A number in [0, 1). */
export function unit(parent: number, label: string | number): number {
  return keyOf(parent, label) / 4294967296;
}

/** An integer in [low, high]. */
export function between(parent: number, label: string | number, low: number, high: number): number {
  return low + Math.floor(unit(parent, label) * (high - low + 1));
}

export function chance(parent: number, label: string | number, probability: number): boolean {
  return unit(parent, label) < probability;
}

/** One of the list; the list must not be empty. */
export function pick<T>(parent: number, label: string | number, list: readonly T[]): T {
  return at(list, Math.floor(unit(parent, label) * list.length));
}

/** One of the weighted list. */
export function pickWeighted<T>(parent: number, label: string | number, list: readonly (readonly [T, number])[]): T {
  let total = 0;
  for (const [, weight] of list) total += weight;
  let left = unit(parent, label) * total;
  for (const [value, weight] of list) {
    left -= weight;
    if (left < 0) return value;
  }
  return at(list, list.length - 1)[0];
}

/** An element that is known to exist. */
export function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`No element ${index} in a list of ${list.length}.`);
  return value;
}

/** All numbers of four hexadecimal digits, since request ids and stream names are made by the million. */
const fourDigits = Array.from({ length: 65_536 }, (_, number) => number.toString(16).padStart(4, "0"));

/** `length` hexadecimal digits. */
export function hex(parent: number, label: string | number, length: number): string {
  const key = keyOf(parent, label);
  let text = "";
  for (let block = 0; text.length < length; block++) {
    const number = mixKeys(key, block);
    text += at(fourDigits, number >>> 16) + at(fourDigits, number & 0xffff);
  }
  return text.length === length ? text : text.slice(0, length);
}

/** The digits of all bytes, as two characters in the order of memory. */
const digitsOfBytes = Uint8Array.from({ length: 512 }, (_, place) =>
  (place >>> 1)
    .toString(16)
    .padStart(2, "0")
    .charCodeAt(place & 1),
);
const dash = "-".charCodeAt(0);
/** Where in a UUID each of its sixteen bytes stands. */
const placesOfBytes = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const;
const written = Buffer.alloc(36, dash);

/** A version-4 UUID: 32 digits of `hex`, of which the 13th and the 17th give way to those that every UUID has. */
export function uuid(parent: number, label: string | number): string {
  const key = keyOf(parent, label);
  for (let block = 0; block < 4; block++) {
    const number = mixKeys(key, block);
    for (let byte = 0; byte < 4; byte++) {
      const digits = ((number >>> (24 - 8 * byte)) & 0xff) * 2;
      const place = placesOfBytes[block * 4 + byte] ?? 0;
      written[place] = digitsOfBytes[digits] ?? 0;
      written[place + 1] = digitsOfBytes[digits + 1] ?? 0;
    }
  }
  written[14] = 0x34;
  written[19] = 0x61;
  return written.toString("latin1");
}

/** `length` of A-Z and 2-7, as AWS's unique ids are written. */
export function base32(parent: number, label: string | number, length: number): string {
  const key = keyOf(parent, label);
  let text = "";
  for (let index = 0; index < length; index++)
    text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(mixKeys(key, index) & 31);
  return text;
}
