import { type KnownField, knownGroups } from "./function-fields.ts";
import type { Json, JsonObject } from "./observed.ts";

/** One value of a document. */
export interface FieldValue {
  /** Where it stands, list places included: `Layers[0].Arn`. */
  readonly path: string;
  readonly value: Json;
}

/** A known field with its value. */
export interface ArrangedField extends FieldValue {
  readonly label: string;
  readonly help: string;
  readonly unit: NonNullable<KnownField["unit"]> | null;
}

export interface ArrangedDocument {
  readonly groups: readonly { readonly title: string; readonly fields: readonly ArrangedField[] }[];
  /** What no group knows: fields that are younger than this program, as AWS sent them. */
  readonly other: readonly FieldValue[];
}

interface Leaf extends FieldValue {
  /** The path with `[]` for places in lists. */
  readonly pattern: string;
}

/** Environment variables have a table of their own. */
const shownElsewhere = /^Environment\.Variables(?:\.|$)/;

/** A function's document in groups of known fields, and the rest. Nothing of it is left out but empty objects. */
export function arrangeFields(document: JsonObject): ArrangedDocument {
  const leaves = leavesOf(document);
  const groups = knownGroups.map(({ title, fields }) => ({
    title,
    fields: fields.flatMap(({ path: pattern, label, help, unit = null }) =>
      leaves.filter((leaf) => leaf.pattern === pattern).map(({ path, value }) => ({ path, value, label, help, unit })),
    ),
  }));
  return { groups: groups.filter(({ fields }) => fields.length > 0), other: unknownFields(document) };
}

const knownPatterns = new Set(knownGroups.flatMap(({ fields }) => fields.map(({ path }) => path)));

/** What no group knows of a document, in the order in which it stands. */
export function unknownFields(document: JsonObject): readonly FieldValue[] {
  return leavesOf(document)
    .filter(({ pattern }) => !knownPatterns.has(pattern) && !shownElsewhere.test(pattern))
    .map(({ path, value }) => ({ path, value }));
}

/** All values of a document, each with where it stands below `at`. */
export function fieldsBelow(at: string, document: JsonObject): readonly FieldValue[] {
  return leavesOf(document).map(({ path, value }) => ({ path: `${at}.${path}`, value }));
}

/** Values in the order in which they stand. A list of plain values is one value; lists of objects are walked into. */
function leavesOf(value: Json, path = "", pattern = ""): readonly Leaf[] {
  if (Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null)) {
    return value.flatMap((item: Json, place) => leavesOf(item, `${path}[${place}]`, `${pattern}[]`));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ path, pattern, value }];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, joined(path, name), joined(pattern, name)));
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
