import type { InsightsValue } from "./ast.ts";

const nine = "9".charCodeAt(0);
const infinity = "I".charCodeAt(0);

/** Most texts begin with a letter, and of letters only the one of `Infinity` begins a number. */
function beginsLikeNoNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return first > nine && first < 128 && first !== infinity;
}

/** A number, or null when the value is none: texts that read as numbers count, as in Logs Insights. */
export function toNumber(value: InsightsValue | undefined): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || beginsLikeNoNumber(value) || value.trim() === "") return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

export function toText(value: InsightsValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

type Fn = (args: readonly InsightsValue[]) => InsightsValue;

const numeric =
  (compute: (...numbers: number[]) => number): Fn =>
  (args) => {
    const numbers: number[] = [];
    for (const value of args) {
      const number = toNumber(value);
      if (number === null) return null;
      numbers.push(number);
    }
    const result = compute(...numbers);
    return Number.isFinite(result) ? result : null;
  };

const textual =
  (compute: (text: string, rest: readonly InsightsValue[]) => InsightsValue): Fn =>
  ([first, ...rest]) => {
    const text = toText(first);
    return text === null ? null : compute(text, rest);
  };

function floorTo([moment, period]: readonly InsightsValue[]): InsightsValue {
  const [at, width] = [toNumber(moment), toNumber(period)];
  return at === null || width === null || width <= 0 ? null : Math.floor(at / width) * width;
}

/** Functions of one number, which most rows need several of. */
export const unaryFunctions: Readonly<Record<string, (number: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  log: Math.log,
  sqrt: Math.sqrt,
};

/** The functions that are computed; every other name is a syntax error. `bin` is rewritten to a floor of `@timestamp`. */
export const functions: Readonly<Record<string, Fn>> = {
  abs: numeric(Math.abs),
  ceil: numeric(Math.ceil),
  floor: numeric(Math.floor),
  log: numeric(Math.log),
  sqrt: numeric(Math.sqrt),
  greatest: numeric(Math.max),
  least: numeric(Math.min),
  ispresent: ([value]) => value !== null && value !== undefined,
  coalesce: (args) => args.find((value) => value !== null) ?? null,
  isempty: ([value]) => value === null || value === undefined || value === "",
  isblank: ([value]) => value === null || value === undefined || String(value).trim() === "",
  strlen: textual((text) => text.length),
  toupper: textual((text) => text.toUpperCase()),
  tolower: textual((text) => text.toLowerCase()),
  trim: textual((text) => text.trim()),
  ltrim: textual((text) => text.trimStart()),
  rtrim: textual((text) => text.trimEnd()),
  concat: (args) => args.map((value) => toText(value) ?? "").join(""),
  substr: textual((text, [start, length]) => {
    const from = toNumber(start) ?? 0;
    const count = toNumber(length);
    return count === null ? text.slice(from) : text.slice(from, from + count);
  }),
  replace: textual((text, [search, by]) => text.replaceAll(toText(search) ?? "", toText(by) ?? "")),
  strcontains: textual((text, [part]) => (text.includes(toText(part) ?? "") ? 1 : 0)),
  datefloor: floorTo,
  dateceil: ([moment, period]) => {
    const floor = floorTo([moment ?? null, period ?? null]);
    const [at, width] = [toNumber(moment), toNumber(period)];
    return typeof floor !== "number" || at === null || width === null ? null : floor === at ? at : floor + width;
  },
  frommillis: numeric((ms) => ms),
  tomillis: numeric((ms) => ms),
  bin: floorTo,
};

export const functionNames = new Set(Object.keys(functions));
