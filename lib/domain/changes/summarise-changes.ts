import type { Json } from "#lib/domain/fleet/observed.ts";
import { type ChangeClass, changeClasses } from "./change-class.ts";
import type { FieldChange } from "./diff-documents.ts";

/** The classes that a set of changes touches, in the order of `changeClasses`. */
export function classesOf(changes: readonly FieldChange[]): readonly ChangeClass[] {
  return changeClasses.filter((name) => changes.some((change) => change.class === name));
}

/**
 * One line for people: what matters most first, old and new value where they fit, names where there are several.
 * For example "New code, memory 512 → 1024 MB, environment: DB_HOST changed, LOG_LEVEL added".
 */
export function summariseChanges(changes: readonly FieldChange[]): string {
  const parts = classesOf(changes).map((name) =>
    summarise(
      name,
      changes.filter((change) => change.class === name),
    ),
  );
  const line = parts.join(", ");
  return line === "" ? "Nothing changed" : line.charAt(0).toUpperCase() + line.slice(1);
}

function summarise(name: ChangeClass, changes: readonly FieldChange[]): string {
  switch (name) {
    case "code":
      return changes.some(({ path }) => path[0] !== "Handler") ? "new code" : fieldList("code", changes);
    case "memory":
      return `memory ${fromTo(changes, " MB")}`;
    case "timeout":
      return `timeout ${fromTo(changes, " s")}`;
    case "runtime":
    case "permissions":
      return changes.map((change) => `${words(change.path[0] ?? "")} ${fromTo([change], "")}`).join(", ");
    default:
      return fieldList(name, changes);
  }
}

/** At most this many fields are named; the rest is counted. */
const mostNames = 3;

function fieldList(name: string, changes: readonly FieldChange[]): string {
  const named = changes.slice(0, mostNames).map(({ path, before, after }) => {
    const verb = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    return `${path.at(-1)} ${verb}`;
  });
  const rest = changes.length - named.length;
  return `${name}: ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function fromTo(changes: readonly FieldChange[], unit: string): string {
  const [change] = changes;
  if (change === undefined) return "changed";
  const [before, after] = [short(change.before), short(change.after)];
  return before === null || after === null ? "changed" : `${before} → ${after}${unit}`;
}

/** A value short enough for a line: of an ARN the last part; null for lists of several and objects. */
function short(value: Json | undefined): string | null {
  if (value === undefined || value === null) return "none";
  if (Array.isArray(value)) return value.length === 1 ? short(value[0]) : null;
  if (typeof value === "object") return null;
  const text = String(value);
  return text.startsWith("arn:") ? (text.split(/[:/]/).at(-1) ?? text) : text;
}

function words(field: string): string {
  return field.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
