import type { Json } from "#lib/domain/fleet/observed.ts";
import type { ChangeFieldView } from "#lib/domain/views/changes.ts";

/** A changed field as it is stored: a side that was not there is absent. */
export interface StoredFieldChange {
  readonly path: readonly string[];
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  /** True where only an event tells of it: what was before is then not known, rather than nothing. */
  readonly told?: boolean | undefined;
}

/** A changed field for people. Environment values are only ever told as changed: not even their fingerprints are shown. */
export function changeFieldView({ path, before, after, told }: StoredFieldChange): ChangeFieldView {
  const name = path.join(".");
  if (told === true) {
    const value = Array.isArray(after) ? after.join(", ") : textOf(after);
    return {
      path: name,
      before: null,
      after: null,
      hidden: `set to ${value}; CloudTrail does not tell what was before`,
    };
  }
  if (path[0] === "Environment" && path.length > 1 && path[1] === "Variables") {
    return { path: name, before: null, after: null, hidden: hiddenChange(before, after) };
  }
  return { path: name, before: textOf(before), after: textOf(after), hidden: null };
}

function textOf(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function hiddenChange(before: Json | undefined, after: Json | undefined): string {
  const [was, is] = [kindOf(before), kindOf(after)];
  if (before === undefined || before === null) return is ? `added (${is})` : "added";
  if (after === undefined || after === null) return was ? `removed (${was})` : "removed";
  if (was && is && was !== is) return `changed, from ${was} to ${is}`;
  return is ? `value changed (${is})` : "value changed";
}

/** The kind of value, as it was told apart before the value was forgotten. */
function kindOf(value: Json | undefined): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const kind = Object.hasOwn(value, "kind") ? (value as { readonly kind?: Json }).kind : null;
  return typeof kind === "string" ? kind : null;
}
