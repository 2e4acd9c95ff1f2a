import type { NormalizedSchema } from "@smithy/core/schema";

const known = new WeakMap<NormalizedSchema, ReadonlySet<string>>();

/** The list members of an output that hold texts alone, however nested: JSON itself writes them as their schema would. */
export function textMembersOf(output: NormalizedSchema): ReadonlySet<string> {
  const found = known.get(output);
  if (found !== undefined) {
    return found;
  }
  const names = new Set<string>();
  if (output.isStructSchema()) {
    for (const [name, member] of output.structIterator()) {
      if (member.isListSchema() && holdsTextsAlone(member, 0)) {
        names.add(name);
      }
    }
  }
  known.set(output, names);
  return names;
}

/** Deeper than any real answer is nested, so that a recursive shape is not followed for ever. */
const MAX_DEPTH = 6;

function holdsTextsAlone(schema: NormalizedSchema, depth: number): boolean {
  if (depth > MAX_DEPTH) {
    return false;
  }
  if (schema.isListSchema()) {
    return holdsTextsAlone(schema.getValueSchema(), depth + 1);
  }
  if (schema.isStructSchema() && !schema.isUnitSchema()) {
    const members = [...schema.structIterator()];
    return members.length > 0 && members.every(([, member]) => holdsTextsAlone(member, depth + 1));
  }
  return schema.isStringSchema() && schema.getMergedTraits().mediaType === undefined;
}
