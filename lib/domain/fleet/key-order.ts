import type { Json } from "./observed.ts";

/**
 * The same JSON with the keys of every object, at any depth, in ascending order (UTF-16 code units, as RFC 8785 has it).
 * Stores do not keep the order of keys, so what is printed from one needs an order of its own.
 */
export function inKeyOrder(value: Json): Json {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item: Json) => inKeyOrder(item));
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, inKeyOrder(item)]));
}
