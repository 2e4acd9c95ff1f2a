import type { FilterProperty } from "#lib/client/filter-completion.ts";
import type { Facet } from "#lib/domain/views/functions.ts";

const operators = ["=", "!=", ":"] as const;

const names: readonly (readonly [name: string, label: string])[] = [
  ["resource", "Resource name"],
  ["arn", "Resource ARN"],
  ["severity", "Severity"],
  ["status", "Status"],
  ["rule", "Rule"],
  ["kind", "Function or role"],
  ["account", "Account"],
  ["region", "Region"],
  ["team", "Team"],
  ["assignee", "Assignee"],
  ["evidence", "Evidence (verified or unverified)"],
];

/** What the queue can be filtered by; values and counts come from the facets. */
export function filterProperties(facets: readonly Facet[]): readonly FilterProperty[] {
  const values = new Map(facets.map((facet) => [facet.property, facet.values]));
  return names.map(([name, label]) => {
    const known = values.get(name);
    return { name, label, operators, ...(known ? { values: known } : {}) };
  });
}
