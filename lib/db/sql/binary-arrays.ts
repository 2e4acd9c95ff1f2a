import { numberFor } from "./bulk.ts";

/**
 * Array parameters in PostgreSQL's binary form (array_send in its source: dimensions, whether there are nulls, the type
 * of the elements, length and lower bound of the only dimension; then each element with its length before it). A page has
 * a hundred thousand values: neither side then writes or reads them as text. node-postgres sends a Buffer as binary.
 */

/** Types of elements: PostgreSQL's number of the type (pg_type.dat, the same for good) and the bytes of a value. */
const types = {
  int: { oid: 23, width: 4 },
  bigint: { oid: 20, width: 8 },
  real: { oid: 700, width: 4 },
  "double precision": { oid: 701, width: 8 },
  timestamptz: { oid: 1184, width: 8 },
  date: { oid: 1082, width: 4 },
} as const;
const textOid = 25;
const byteaOid = 17;

export type BinaryNumber = "int" | "bigint" | "real" | "double precision";
export type InstantType = "timestamptz" | "date";

const headBytes = 20;
const lengthBytes = 4;
/** The length of a null. */
const nullLength = -1;
/** PostgreSQL counts instants and days from 2000 on. */
const epochMs = Date.UTC(2000, 0, 1);
const dayMs = 86_400_000;

/** Numbers as their columns take them (`numberFor`). */
export function binaryNumbers(type: BinaryNumber, values: readonly (number | null)[]): Buffer {
  const { oid, width } = types[type];
  const array = emptyArray(oid, values.length, values.length * (lengthBytes + width));
  const view = viewOf(array);
  let at = headBytes;
  // One loop for all types: a callback for each value would cost more than writing it does.
  for (const value of values) {
    const fitting = value === null ? null : numberFor(type, value);
    view.setInt32(at, fitting === null ? nullLength : width);
    at += lengthBytes;
    if (fitting === null) continue;
    if (type === "bigint") setBigint(view, at, fitting);
    else if (type === "int") view.setInt32(at, fitting);
    else if (type === "real") view.setFloat32(at, fitting);
    else view.setFloat64(at, fitting);
    at += width;
  }
  return array.subarray(0, at);
}

/** Instants, as `timestamptz` or, for days, as `date`. */
export function binaryInstants(type: InstantType, values: readonly Date[]): Buffer {
  const { oid, width } = types[type];
  const array = emptyArray(oid, values.length, values.length * (lengthBytes + width));
  const view = viewOf(array);
  let at = headBytes;
  for (const value of values) {
    const sinceMs = value.getTime() - epochMs;
    if (Number.isNaN(sinceMs)) throw new RangeError("An instant that is no date cannot be stored.");
    view.setInt32(at, width);
    at += lengthBytes;
    if (type === "date") view.setInt32(at, Math.floor(sinceMs / dayMs));
    else setBigint(view, at, sinceMs * 1_000);
    at += width;
  }
  return array;
}

/** Byte strings; empty ones are null. */
export function binaryBytes(values: readonly Uint8Array[]): Buffer {
  const array = emptyArray(
    byteaOid,
    values.length,
    values.reduce((sum, { byteLength }) => sum + lengthBytes + byteLength, 0),
  );
  let at = headBytes;
  for (const value of values) {
    at = array.writeInt32BE(value.byteLength === 0 ? nullLength : value.byteLength, at);
    array.set(value, at);
    at += value.byteLength;
  }
  return array;
}

/** Texts; NUL, which PostgreSQL refuses, becomes U+FFFD as in any other text. */
export function binaryTexts(values: readonly string[]): Buffer {
  // A code unit takes three bytes at most.
  const array = emptyArray(
    textOid,
    values.length,
    values.reduce((sum, { length }) => sum + lengthBytes + 3 * length, 0),
  );
  let at = headBytes;
  for (const value of values) {
    const text = value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value;
    const length = array.write(text, at + lengthBytes);
    array.writeInt32BE(length, at);
    at += lengthBytes + length;
  }
  return array.subarray(0, at);
}

/** A whole number in two halves: a BigInt for each value would cost more than all the rest. */
function setBigint(view: DataView, at: number, value: number): void {
  view.setInt32(at, Math.floor(value / 2 ** 32));
  view.setUint32(at + 4, value);
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Room for `bytes` of elements behind the head that tells of them. */
function emptyArray(oid: number, count: number, bytes: number): Buffer {
  const array = Buffer.allocUnsafe(headBytes + bytes);
  // Dimensions, nulls allowed, type, length, lower bound.
  for (const [k, word] of [1, 1, oid, count, 1].entries()) array.writeInt32BE(word, k * 4);
  return array;
}
