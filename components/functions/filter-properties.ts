import type { FilterProperty } from "#lib/client/filter-completion.ts";
import type { Facet } from "#lib/domain/views/functions.ts";

const equality = ["=", "!=", ":"] as const;
const comparison = [">", ">=", "<", "<=", "="] as const;

const texts: readonly (readonly [name: string, label: string])[] = [
  ["name", "Name"],
  ["account", "Account"],
  ["region", "Region"],
  ["runtime", "Runtime"],
  ["architecture", "Architecture"],
  ["package", "Package"],
  ["type", "Type"],
  ["tenancy", "Tenant isolation"],
  ["runtimeUpdates", "Runtime updates"],
  ["capacityProvider", "Capacity provider ARN"],
  ["memoryBand", "Memory band"],
  ["vpc", "In a VPC"],
  ["vpcId", "VPC id"],
  ["snapStart", "SnapStart"],
  ["team", "Team"],
  ["tag", "Tag (key=value)"],
  ["state", "State"],
  ["lastUsed", "Last used"],
  ["role", "Role ARN"],
];

const numbers: readonly (readonly [name: string, label: string])[] = [
  ["memory", "Memory in MB"],
  ["timeout", "Timeout in s"],
  ["codeSize", "Code size in MB"],
  ["invocations", "Invocations"],
  ["errors", "Errors"],
  ["errorRate", "Error rate in %"],
  ["throttles", "Throttles"],
  ["coldStartRate", "Cold-start rate in %"],
  ["durationP95", "Duration p95 in ms"],
  ["initP95", "Init p95 in ms"],
  ["findings", "Open findings"],
  ["triggers", "Triggers"],
];

/** What the function list can be filtered by; values and counts come from the facets. */
export function filterProperties(facets: readonly Facet[], canSeeCost: boolean): readonly FilterProperty[] {
  const values = new Map(facets.map((facet) => [facet.property, facet.values]));
  return [
    ...texts.map(([name, label]) => {
      const known = values.get(name);
      return { name, label, operators: equality, ...(known ? { values: known } : {}) };
    }),
    ...[...numbers, ...(canSeeCost ? ([["cost", "Cost in USD"]] as const) : [])].map(([name, label]) => ({
      name,
      label,
      operators: comparison,
    })),
  ];
}
