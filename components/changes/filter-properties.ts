import type { FilterProperty } from "#lib/client/filter-completion.ts";
import type { Facet } from "#lib/domain/views/functions.ts";

const operators = ["=", "!=", ":"] as const;

const names: readonly (readonly [name: string, label: string])[] = [
  ["name", "Name"],
  ["arn", "ARN"],
  ["class", "What changed"],
  ["kind", "Created, updated or deleted"],
  ["thing", "Function or role"],
  ["account", "Account"],
  ["region", "Region"],
  ["team", "Team"],
  ["actor", "By whom"],
  ["who", "Whether it is known who"],
];

/** What the timeline can be filtered by; values and counts come from the facets. */
export function filterProperties(facets: readonly Facet[]): readonly FilterProperty[] {
  const values = new Map(facets.map((facet) => [facet.property, facet.values]));
  return names.map(([name, label]) => {
    const known = values.get(name);
    return { name, label, operators, ...(known ? { values: known } : {}) };
  });
}
