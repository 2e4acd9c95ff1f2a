import type { RolePlan } from "#simulator/fleet/roles/assignment.ts";
import { awsPolicyArn } from "#simulator/fleet/roles/aws-managed.ts";
import { attachedArns, boundaryArn, localPolicyArn } from "#simulator/fleet/roles/iam.ts";
import type { ProofPlan } from "#simulator/fleet/roles/role-template.ts";
import { compareText, type TruthEvidence, type TruthFinding, type TruthRole } from "./truth-types.ts";

export function truthRole(role: RolePlan, functionArns: readonly string[]): TruthRole {
  return {
    roleArn: role.arn,
    accountId: role.accountId,
    name: role.name,
    functionArns: [...functionArns].sort(compareText),
    policyArns: attachedArns(role),
    boundaryArn: boundaryArn(role),
    admin: role.template.admin,
    wildcardServices: [...role.template.wildcardServices],
    unknown: {},
  };
}

function sourceOf(role: RolePlan, proof: ProofPlan): string {
  const { from } = proof;
  if ("aws" in from) return awsPolicyArn(from.aws);
  if ("inline" in from) return `inline:${from.inline}`;
  const policy = role.template.local.find(({ suffix }) => suffix === from.local);
  if (policy === undefined) throw new RangeError(`Role template ${role.template.id} has no policy ${from.local}.`);
  return localPolicyArn(role, policy);
}

/** Findings of a role that functions use: statements by their source, then the services. */
export function roleFindings(role: RolePlan): TruthFinding[] {
  const { admin, wildcardServices, proof } = role.template;
  if (!admin && wildcardServices.length === 0) return [];
  const statements = proof
    .map((one): TruthEvidence => ({ fact: "policy statement", source: sourceOf(role, one), value: one.statement }))
    .sort((a, b) => compareText(a.source, b.source));
  const services: TruthEvidence[] = admin ? [] : [{ fact: "services", source: role.arn, value: [...wildcardServices] }];
  return [
    {
      rule: admin ? "role-admin" : "role-wildcard-service",
      severity: admin ? "critical" : "high",
      resourceArn: role.arn,
      accountId: role.accountId,
      region: null,
      status: "open",
      firstSeen: null,
      lastSeen: null,
      evidence: [...statements, ...services],
    },
  ];
}
