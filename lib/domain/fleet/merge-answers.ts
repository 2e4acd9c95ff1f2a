import type { Json, JsonObject } from "./observed.ts";

/**
 * Two answers about one thing as one document: what both tell is the younger's, what one alone tells stays, at any depth.
 * Entries of lists of the same length belong together by their place.
 */
export function mergeAnswers(older: JsonObject, younger: JsonObject): JsonObject {
  const names = new Set([...Object.keys(older), ...Object.keys(younger)]);
  return Object.fromEntries([...names].map((name) => [name, merged(older[name], younger[name])]));
}

function merged(older: Json | undefined, younger: Json | undefined): Json {
  if (older === undefined || younger === undefined) return younger ?? older ?? null;
  if (isObject(older) && isObject(younger)) return mergeAnswers(older, younger);
  if (Array.isArray(older) && Array.isArray(younger) && older.length === younger.length) {
    return younger.map((item: Json, place) => merged(older[place], item));
  }
  return younger;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
