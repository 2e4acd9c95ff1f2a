import { type BinaryNumber, binaryBytes, binaryInstants, binaryNumbers, type InstantType } from "./binary-arrays.ts";
import { numberFor } from "./bulk.ts";
import { isoDay } from "./place.ts";

/** A column of points as it is sent: one value for each point, or the one that all of them have. */
export interface PointColumn {
  readonly name: string;
  readonly type: string;
  readonly values: { readonly each: Buffer } | { readonly all: number | string | null };
}

/** Of a page most columns say one thing (nothing ran out of memory, nothing was restored): that is sent once. */
export function numberColumn(name: string, type: BinaryNumber, values: readonly (number | null)[]): PointColumn {
  const first = values[0] ?? null;
  return values.every((value) => value === first)
    ? { name, type, values: { all: first === null ? null : wholeText(type, numberFor(type, first)) } }
    : { name, type, values: { each: binaryNumbers(type, values) } };
}

/** The same number that arrays hold: beyond 2^53 JavaScript writes other digits than the number has. */
function wholeText(type: BinaryNumber, value: number | null): number | string | null {
  return type === "bigint" && value !== null ? BigInt(value).toString() : value;
}

/** Empty byte strings are null. */
export function bytesColumn(name: string, values: readonly Uint8Array[]): PointColumn {
  return values.every(({ byteLength }) => byteLength === 0)
    ? { name, type: "bytea", values: { all: null } }
    : { name, type: "bytea", values: { each: binaryBytes(values) } };
}

export function instantColumn(name: string, type: InstantType, values: readonly Date[]): PointColumn {
  const [first] = values;
  return first !== undefined && values.every((value) => value.getTime() === first.getTime())
    ? { name, type, values: { all: instantText(type, first) } }
    : { name, type, values: { each: binaryInstants(type, values) } };
}

/** A parameter that reads the same in every time zone. */
function instantText(type: InstantType, at: Date): string {
  return type === "date" ? isoDay(at) : at.toISOString();
}

/** How columns are read from parameters. */
interface SentColumns {
  /** Arrays that are unnested beside another one, and the names that they get there; each after a comma. */
  readonly arrays: string;
  readonly aliases: string;
  /** All columns, where `r` is what was unnested. */
  readonly selected: string;
}

/** Adds the columns to the parameters of a statement, and says how it reads them. */
export function sendColumns(columns: readonly PointColumn[], parameters: unknown[]): SentColumns {
  const arrays: string[] = [];
  const aliases: string[] = [];
  const selected = columns.map(({ name, type, values }) => {
    if ("all" in values) return `$${parameters.push(values.all)}::${type} AS ${name}`;
    arrays.push(`, $${parameters.push(values.each)}::${type}[]`);
    aliases.push(`, ${name}`);
    return `r.${name}`;
  });
  return { arrays: arrays.join(""), aliases: aliases.join(""), selected: selected.join(", ") };
}
