import { hash } from "node:crypto";
import { escalationVerdict } from "#lib/domain/iam/escalation/escalation-path.ts";
import { type Estate, type EstateRole, estateRole } from "#lib/domain/iam/escalation/estate.ts";
import { findEscalations } from "#lib/domain/iam/escalation/find-escalations.ts";
import type { ParsedPolicy } from "#lib/domain/iam/policy-document.ts";
import type { ControlLevels } from "#lib/domain/iam/role-policies.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { type AnalysisFinding, type AnalyzedRole, type RoleAnalysis, severities } from "./analysis.ts";
import { type AnalysisCache, createAnalysisCache } from "./analysis-cache.ts";
import type { AnalysisError, AuthorizationDetails, DetailedRole } from "./authorization-details.ts";
import { compileAgain, estateKeyAgain } from "./compiled-before.ts";
import { escalationFinding } from "./escalation-findings.ts";
import { type ReachFindings, reachFindings } from "./reach-findings.ts";
import { type CompiledRole, compileRole } from "./role-compiler.ts";
import { accountOf, trustFindings } from "./trust-findings.ts";

export interface AnalyzeOptions {
  readonly now: Date;
  /** Service control policies above the account; none are known when this is absent or empty. */
  readonly limits?: ControlLevels;
  /** Names or ARNs of the roles to judge; absent or empty: all. The others still count as what these can gain. */
  readonly roles?: readonly string[];
  /** What an earlier analysis left: roles, documents and neighbours that are the same are not judged again. */
  readonly cache?: AnalysisCache;
}

const isError = (entry: CompiledRole | AnalysisError): entry is AnalysisError => "message" in entry;

/** Null: every role. */
function chosen(details: AuthorizationDetails, wanted: readonly string[]): ReadonlySet<string> | null {
  if (wanted.length === 0) return null;
  const found = new Set<string>();
  for (const name of wanted) {
    const roles = details.roles.filter(({ roleArn, roleName }) => roleArn === name || roleName === name);
    // A role that cannot be read at all stands among the errors alone.
    const unread = details.errors.filter(({ subject }) => subject === name || subject.endsWith(`/${name}`));
    if (roles.length + unread.length === 0) throw new InvalidInputError(`There is no role ${name} in the file.`);
    for (const { roleArn } of roles) found.add(roleArn);
    for (const { subject } of unread) found.add(subject);
  }
  return found;
}

/** What stands around the role that is judged; made when the first one is. */
interface Surroundings {
  readonly estate: Estate;
  readonly trustFindings: (role: DetailedRole) => readonly AnalysisFinding[];
}

/** Most roles of an account share a trust policy: what is wrong with it is worked out once. */
function trustJudge(accounts: ReadonlySet<string>): Surroundings["trustFindings"] {
  const known = new Map<string, readonly AnalysisFinding[]>();
  return (role) => {
    const key = `${accountOf(role.roleArn)} ${role.trustHash}`;
    const findings = known.get(key) ?? trustFindings(role, accounts);
    known.set(key, findings);
    return findings;
  };
}

/** Functions are not known offline: each role that trusts Lambda is taken to have one. */
function surroundingsOf(compiled: readonly CompiledRole[]): Surroundings {
  // Most roles of a fleet share a trust policy, which was read once: whom it trusts is worked out once too.
  const byTrust = new Map<ParsedPolicy, EstateRole>();
  const roles = compiled.flatMap(({ role: { roleArn, trust }, rights }) => {
    if (trust.kind === "error") return [];
    const known = byTrust.get(trust) ?? estateRole(roleArn, trust, rights);
    byTrust.set(trust, known);
    return [{ ...known, roleArn, rights }];
  });
  return {
    estate: { roles, functionRoles: null },
    trustFindings: trustJudge(new Set(compiled.map(({ role }) => accountOf(role.roleArn)))),
  };
}

/** All that a role's verdicts may rest on besides itself: who else is there, with which rights and trust. */
function estateKey(compiled: readonly CompiledRole[]): string {
  const lines = compiled.map(({ role, rightsKey }) => `${role.roleArn}\n${role.trustHash}\n${rightsKey}`);
  return hash("sha256", lines.sort().join("\n"));
}

function reachOf({ rightsKey, rights }: CompiledRole, cache: AnalysisCache): ReachFindings {
  const known = cache.reach.get(rightsKey);
  if (known !== undefined) return known;
  const reach = reachFindings(rights);
  cache.reach.set(rightsKey, reach);
  return reach;
}

const arnOfManaged = ({ policies }: DetailedRole) =>
  policies.flatMap(({ source }) => (source.startsWith("inline:") ? [] : [source]));

function judge(entry: CompiledRole, around: Surroundings, cache: AnalysisCache): AnalyzedRole {
  const { role, rights } = entry;
  const { verdicts, findings } = reachOf(entry, cache);
  const paths = verdicts.admin
    ? []
    : findEscalations({ roleArn: role.roleArn, rights, attachedPolicyArns: arnOfManaged(role) }, around.estate);
  const all = [...paths.map(escalationFinding), ...findings, ...around.trustFindings(role)];
  const { admin, ...reach } = verdicts;
  return {
    roleArn: role.roleArn,
    roleName: role.roleName,
    verdicts: { admin, privilegeEscalation: escalationVerdict(admin, paths), ...reach },
    findings: all.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
  };
}

/**
 * Answers for every role what it may really do: by all its policies together, minus Deny, cut by its boundary and by
 * service control policies ("What a role may really do" in docs/rules.md). A role that needs a document which could not
 * be read is an error and gets no verdict: an unread Deny cannot be excluded.
 *
 * @throws {InvalidInputError} when `roles` names one that is not there.
 */
export function analyzeRoles(details: AuthorizationDetails, options: AnalyzeOptions): RoleAnalysis {
  const { now, limits = [], roles: wanted = [], cache = createAnalysisCache() } = options;
  const isKept = options.cache !== undefined;
  const isChosen = chosen(details, wanted);
  const concerns = (roleArn: string) => isChosen === null || isChosen.has(roleArn);
  const compile = (role: DetailedRole) => compileRole(role, limits, cache.compiler);
  const entries = isKept ? compileAgain(details.roles, limits, cache.compiled, compile) : details.roles.map(compile);
  const compiled = entries.flatMap((entry) => (isError(entry) ? [] : [entry]));
  // What the roles rest on, of which each role itself is a part.
  const key = isKept ? estateKeyAgain(compiled, cache.compiled, estateKey) : "";
  let around: Surroundings | null = null;
  const roles = compiled.flatMap((entry) => {
    const { roleArn } = entry.role;
    if (!concerns(roleArn)) return [];
    const known = cache.roles.get(roleArn);
    if (known?.key === key) return [known.role];
    around ??= surroundingsOf(compiled);
    const role = judge(entry, around, cache);
    if (isKept) cache.roles.set(roleArn, { key, role });
    return [role];
  });
  const readErrors = details.errors.filter(({ subject }) => concerns(subject));
  const errors = [...readErrors, ...entries.filter(isError).filter(({ subject }) => concerns(subject))];
  return { analyzedAt: now, roles, errors };
}
