import type { StoredFieldChange } from "#lib/domain/changes/change-field-view.ts";

/**
 * Into a VPC, out of one, from one into another; `set`: an event of CloudTrail names its subnets, but nobody told
 * what was before, so it may have been in a VPC already.
 */
export type MoveDirection = "in" | "out" | "between" | "set";

/** Which way a change moved a function, by its changed fields; null when it did not touch its VPC. */
export function moveDirection(fields: readonly StoredFieldChange[]): MoveDirection | null {
  const vpc = fields.find(({ path }) => path[0] === "VpcConfig" && path[1] === "VpcId");
  if (vpc !== undefined) {
    const [before, after] = [isNamed(vpc.before), isNamed(vpc.after)];
    if (before && after) return "between";
    return after ? "in" : before ? "out" : null;
  }
  const told = fields.find(({ path, told }) => told === true && path[0] === "VpcConfig" && path[1] === "SubnetIds");
  return Array.isArray(told?.after) && told.after.length > 0 ? "set" : null;
}

const isNamed = (value: unknown) => typeof value === "string" && value !== "";
