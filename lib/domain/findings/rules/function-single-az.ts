import { type FindingRule, notApplicable, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import type { FunctionSubject } from "#lib/domain/findings/subjects.ts";
import type { ObservedSubnet } from "#lib/domain/fleet/observed-network.ts";
import { unknownOf, valueOfFact } from "#lib/domain/fleet/unknown.ts";

const none: readonly ObservedSubnet[] = [];

export const functionSingleAz: FindingRule<FunctionSubject> = {
  id: "function-single-az",
  severity: "medium",
  title: "The function runs in a single Availability Zone",
  remedy: "Add a subnet in a second Availability Zone: when the only zone fails, the function cannot start at all.",
  evaluate: ({ function: { arn, vpc }, subnets }) => {
    if (vpc === null || vpc.subnetIds.length === 0) return notApplicable("The function is not in a VPC.");
    const known = valueOfFact(subnets, []);
    if (known === null) return unknownResult(`Subnets: ${unknownOf(subnets)?.reason}`);
    const byId = new Map(known.map((subnet) => [subnet.subnetId, subnet]));
    const ids = [...new Set(vpc.subnetIds)].toSorted();
    const own = ids.flatMap((id) => byId.get(id) ?? none);
    if (new Set(own.map(({ availabilityZone }) => availabilityZone)).size > 1) return pass;
    const missing = ids.filter((id) => !byId.has(id));
    if (missing.length > 0) return unknownResult(`The zone of ${missing.join(", ")} is not known.`);
    const value = own.map(({ subnetId, availabilityZone }) => ({ subnetId, availabilityZone }));
    return { kind: "evidence", evidence: [{ fact: "subnets", source: arn, value }] };
  },
};
