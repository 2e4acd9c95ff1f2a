import type { Json, JsonObject } from "#lib/domain/fleet/observed.ts";
import { sameJson } from "#lib/domain/fleet/same-json.ts";
import { type ChangeClass, classOfField } from "./change-class.ts";

/** One field that differs. A field that was not there, or is not there any more, has `undefined` on that side. */
export interface FieldChange {
  /** Names from the top down, for example `["VpcConfig", "SubnetIds"]`. */
  readonly path: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly class: ChangeClass;
}

/** Fields that move without anybody having changed the function, or only because something else did. */
const noise: ReadonlySet<string> = new Set([
  "RevisionId",
  "LastModified",
  "ConfigSha256",
  "State",
  "StateReason",
  "StateReasonCode",
  "LastUpdateStatus",
  "LastUpdateStatusReason",
  "LastUpdateStatusReasonCode",
  "OptimizationStatus",
]);

/** Lists whose order means nothing. Layers are not among them: the later overwrites the earlier. */
const unordered: ReadonlySet<string> = new Set(["SubnetIds", "SecurityGroupIds", "Architectures"]);

/**
 * What differs between two documents, field by field, sorted by path. Objects are walked into, lists compared whole.
 * Fields that are noise are left out, and a missing field equals null and an empty text, list or object: AWS sends
 * either.
 */
export function diffDocuments(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  return diffObjects(before, after, []);
}

function diffObjects(before: JsonObject, after: JsonObject, path: readonly string[]): readonly FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !noise.has(name));
  return names.toSorted().flatMap((name) => diffField(own(before, name), own(after, name), [...path, name]));
}

function diffField(before: Json | undefined, after: Json | undefined, path: readonly string[]): readonly FieldChange[] {
  if (isEmpty(before) && isEmpty(after)) return [];
  if (!isVariable(path) && (isObject(before) || isObject(after)) && isObjectOrEmpty(before) && isObjectOrEmpty(after)) {
    return diffObjects(isObject(before) ? before : {}, isObject(after) ? after : {}, path);
  }
  const name = path.at(-1) ?? "";
  const same = unordered.has(name) ? sameJson(sorted(before), sorted(after)) : sameJson(before, after);
  return same ? [] : [{ path, before, after, class: classOfField(path) }];
}

function own(document: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An environment variable is one thing, kind and hash together, whose name is what people read. */
function isVariable(path: readonly string[]): boolean {
  return path.length === 3 && path[0] === "Environment" && path[1] === "Variables";
}

function isObjectOrEmpty(value: Json | undefined): boolean {
  return isObject(value) || isEmpty(value);
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function sorted(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value.toSorted() : value;
}
