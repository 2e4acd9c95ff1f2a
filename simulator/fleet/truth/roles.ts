import type { RolePlan } from "#simulator/fleet/roles/assignment.ts";
import { awsPolicyArn } from "#simulator/fleet/roles/aws-managed.ts";
import { attachedArns, boundaryArn, localPolicyArn } from "#simulator/fleet/roles/iam.ts";
import {
  type AccountView,
  type PathPlan,
  type PlannedSeverity,
  type ProofPlan,
  plannedVerdicts,
} from "#simulator/fleet/roles/role-template.ts";
import { compareText, type TruthEvidence, type TruthFinding, type TruthRole } from "./truth-types.ts";

/** So many functions of one role are worth a finding, whosever they are. */
const manyFunctions = 10;

const gravest: readonly PlannedSeverity[] = ["critical", "high", "medium", "low"];

/** How grave the role is, what it can gain included. */
function severityOf({ template }: RolePlan, paths: readonly PathPlan[]): PlannedSeverity | null {
  const gained = escalationSeverity(paths);
  return gravest.find((severity) => severity === template.severity || severity === gained) ?? null;
}

function escalationSeverity(paths: readonly PathPlan[]): PlannedSeverity | null {
  if (paths.length === 0) return null;
  return paths.some(({ potential }) => !potential) ? "high" : "medium";
}

function verdictsOf({ template }: RolePlan, paths: readonly PathPlan[]): Record<string, boolean> {
  const held = new Set<string>(template.verdicts);
  if (template.admin) for (const name of plannedVerdicts) held.add(name);
  if (paths.length > 0) held.add("privilegeEscalation");
  return Object.fromEntries(plannedVerdicts.map((name) => [name, held.has(name)]));
}

export function truthRole(role: RolePlan, functionArns: readonly string[], around: AccountView): TruthRole {
  const paths = role.template.paths(around);
  return {
    roleArn: role.arn,
    accountId: role.accountId,
    name: role.name,
    functionArns: [...functionArns].sort(compareText),
    policyArns: attachedArns(role),
    boundaryArn: boundaryArn(role),
    admin: role.template.admin,
    wildcardServices: [...role.template.wildcardServices],
    severity: severityOf(role, paths),
    verdicts: verdictsOf(role, paths),
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

/** Statements by their source. */
function statements(role: RolePlan, proof: readonly ProofPlan[]): TruthEvidence[] {
  return proof
    .map((one): TruthEvidence => ({ fact: "policy statement", source: sourceOf(role, one), value: one.statement }))
    .sort((a, b) => compareText(a.source, b.source));
}

type Found = Pick<TruthFinding, "rule" | "severity" | "evidence">;

/** Why something is found, in one sentence. */
const because = (role: RolePlan, value: string): TruthEvidence => ({ fact: "reach", source: role.arn, value });

function services(role: RolePlan): Found[] {
  const { admin, wildcardServices, proof } = role.template;
  const evidence = statements(role, proof);
  if (admin) return [{ rule: "role-admin", severity: "critical", evidence }];
  if (wildcardServices.length === 0) return [];
  const named = { fact: "services", source: role.arn, value: [...wildcardServices] };
  return [{ rule: "role-wildcard-service", severity: "high", evidence: [...evidence, named] }];
}

function reached(role: RolePlan): Found[] {
  return role.template.reach.map(({ rule, severity, because: sentence, proof }) => ({
    rule,
    severity,
    evidence: [because(role, sentence), ...statements(role, proof)],
  }));
}

function gained(role: RolePlan, around: AccountView): Found[] {
  const paths = role.template.paths(around);
  const severity = escalationSeverity(paths);
  if (severity === null) return [];
  const shown = paths.map((value): TruthEvidence => ({ fact: "escalation path", source: role.arn, value }));
  const evidence = [...shown, ...statements(role, role.template.pathProof)];
  return [{ rule: "role-privilege-escalation", severity, evidence }];
}

function trusted(role: RolePlan): Found[] {
  const { trust } = role.template;
  if (trust === null || trust.issue === null) return [];
  const statement = { fact: "policy statement", source: "trust policy", value: trust.statement };
  const evidence = [because(role, trust.issue.because), statement];
  return [{ rule: "role-trust", severity: trust.issue.severity, evidence }];
}

/** By the number of functions alone: which teams there are, the people who use Lamplight say. */
function shared(role: RolePlan, functions: number, around: AccountView): Found[] {
  const severity = severityOf(role, role.template.paths(around));
  const [gravestReach] = role.template.reach;
  if (functions < manyFunctions || severity === null || gravestReach === undefined) return [];
  const value = { functions, teams: [], because: gravestReach.because };
  const evidence = [{ fact: "shared role", source: role.arn, value }];
  return [
    { rule: "role-shared", severity: severity === "critical" || severity === "high" ? "medium" : "low", evidence },
  ];
}

/** Findings of a role that so many functions use. */
export function roleFindings(role: RolePlan, functions: number, around: AccountView): TruthFinding[] {
  const found = [
    ...services(role),
    ...reached(role),
    ...gained(role, around),
    ...trusted(role),
    ...shared(role, functions, around),
  ];
  return found.map(({ rule, severity, evidence }) => ({
    rule,
    severity,
    resourceArn: role.arn,
    accountId: role.accountId,
    region: null,
    status: "open",
    firstSeen: null,
    lastSeen: null,
    evidence,
  }));
}
