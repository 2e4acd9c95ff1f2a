/** Where a function stands in its VPC. */
export interface Placement {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** Security groups as a set, whatever their order. */
export function groupSet(securityGroupIds: readonly string[]): string {
  return [...new Set(securityGroupIds)].toSorted().join(" ");
}

/**
 * Combinations of security groups that functions use in each subnet: Lambda makes one network interface, and takes one
 * address, for each, shared by all functions that have it.
 */
export function plannedCombinations(placements: readonly Placement[]): ReadonlyMap<string, number> {
  const sets = new Map<string, Set<string>>();
  for (const { subnetIds, securityGroupIds } of placements) {
    const set = groupSet(securityGroupIds);
    for (const subnetId of subnetIds) {
      const known = sets.get(subnetId) ?? new Set();
      sets.set(subnetId, known.add(set));
    }
  }
  return new Map([...sets].map(([subnetId, known]) => [subnetId, known.size]));
}
