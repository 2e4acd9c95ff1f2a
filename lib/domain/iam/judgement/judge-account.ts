import {
  type CompiledRights,
  type CompilerCache,
  compileRole,
  createCompilerCache,
  type UnreadDocuments,
} from "#lib/domain/iam/compile-role.ts";
import { escalationVerdict } from "#lib/domain/iam/escalation/escalation-path.ts";
import { type Estate, estateRole } from "#lib/domain/iam/escalation/estate.ts";
import { findEscalations } from "#lib/domain/iam/escalation/find-escalations.ts";
import type { ParsedPolicy, PolicyError } from "#lib/domain/iam/policy-document.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";
import type { ControlLevels, RolePolicies } from "#lib/domain/iam/role-policies.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import { type RoleVerdicts, unknownVerdicts, verdictsOfRights } from "#lib/domain/iam/role-verdicts.ts";
import { judgeTrust } from "#lib/domain/iam/trust-verdicts.ts";
import { judgeReach } from "#lib/domain/iam/verdicts/judge-reach.ts";
import type { Reach, ReachVerdict } from "#lib/domain/iam/verdicts/reach.ts";
import { type RoleStanding, severityOf } from "#lib/domain/iam/verdicts/severity-of.ts";
import { mostActionsKept, type RoleJudgement, reachFlags } from "./role-judgement.ts";

/** A role with all that decides what it may do and who may assume it. */
export interface JudgeableRole extends RolePolicies {
  readonly trust: ParsedPolicy | PolicyError;
  readonly attachedPolicyArns: readonly string[];
}

/** An account as far as its roles are judged by it. */
export interface JudgeableAccount {
  readonly accountId: string;
  readonly roles: readonly JudgeableRole[];
  /** Role ARN of each function by its unqualified ARN. */
  readonly roleByFunction: ReadonlyMap<string, string>;
  /** Whether these are all functions; if not, every role that trusts Lambda is taken to have one. */
  readonly functionsKnown: boolean;
  /** Service control policies above the account, root first; null where they are not known, and then cut nothing. */
  readonly controlLevels: ControlLevels | null;
  /** Accounts of the organisation. */
  readonly knownAccounts: ReadonlySet<string>;
}

export interface JudgedRole {
  readonly roleArn: string;
  readonly verdicts: RoleVerdicts;
  /** Null while the verdicts are unknown. */
  readonly judgement: RoleJudgement | null;
}

/** What follows from rights alone, whosever they are. */
interface RightsJudgement {
  readonly verdicts: RoleVerdicts;
  readonly reach: Reach;
}

const keptProof = (proof: Proof): Proof => ({ ...proof, actions: proof.actions.slice(0, mostActionsKept) });

const keptVerdict = (verdict: ReachVerdict): ReachVerdict => ({
  ...verdict,
  actions: verdict.actions.slice(0, mostActionsKept),
  proofs: verdict.proofs.map(keptProof),
  onlyIf: verdict.onlyIf.map(keptProof),
});

function judgeRights(rights: RoleRights): RightsJudgement {
  const reach = judgeReach(rights);
  return {
    verdicts: verdictsOfRights(rights),
    reach: {
      wildcardActions: keptVerdict(reach.wildcardActions),
      wildcardResourceWrite: keptVerdict(reach.wildcardResourceWrite),
      credentialsExposure: keptVerdict(reach.credentialsExposure),
      dataExfiltration: keptVerdict(reach.dataExfiltration),
      resourceExposure: keptVerdict(reach.resourceExposure),
      infrastructureModification: keptVerdict(reach.infrastructureModification),
    },
  };
}

type Entry = { readonly role: JudgeableRole; readonly compiled: CompiledRights | UnreadDocuments };

/** Who stands around a role: what it may gain. A role whose trust cannot be read may be gained by nobody that is known. */
function estateOf({ roleByFunction, functionsKnown }: JudgeableAccount, entries: readonly Entry[]): Estate {
  const roles = entries.flatMap(({ role: { roleArn, trust }, compiled }) =>
    compiled.state === "unread" || trust.kind === "error" ? [] : [estateRole(roleArn, trust, compiled.rights)],
  );
  // Of functions known in part a right over some is held against what may be there.
  if (!functionsKnown) return { roles, functionRoles: null };
  return { roles, functionRoles: new Set(roleByFunction.values()), roleByFunction };
}

function standingOf(admin: boolean, paths: RoleJudgement["escalations"]): RoleStanding {
  if (paths.length === 0) return { admin, escalation: "none" };
  return { admin, escalation: paths.some(({ potential }) => !potential) ? "certain" : "potential" };
}

function judgementOf(
  { role, rights }: { readonly role: JudgeableRole; readonly rights: RoleRights },
  { verdicts, reach }: RightsJudgement,
  estate: Estate,
  account: JudgeableAccount,
): RoleJudgement {
  const admin = verdicts.admin.state === "known" && verdicts.admin.value;
  const { roleArn, attachedPolicyArns, trust } = role;
  const escalations = admin ? [] : findEscalations({ roleArn, rights, attachedPolicyArns }, estate);
  return {
    verdicts: {
      admin,
      privilegeEscalation: escalationVerdict(admin, escalations),
      ...reachFlags(reach),
    },
    ...severityOf(reach, standingOf(admin, escalations)),
    reach,
    escalations,
    trust: judgeTrust(trust, account),
    controlPoliciesKnown: account.controlLevels !== null,
  };
}

/**
 * Judges the roles of an account, one after the other, by all their policies and by who stands around them
 * ("What a role may really do" in docs/rules.md). Roles with the same documents share the work.
 */
export function* judgeAccount(
  account: JudgeableAccount,
  compiler: CompilerCache = createCompilerCache(),
): Generator<JudgedRole, void, undefined> {
  const levels = account.controlLevels ?? [];
  const entries = account.roles.map((role) => ({ role, compiled: compileRole(role, levels, compiler) }));
  const estate = estateOf(account, entries);
  const judged = new Map<string, RightsJudgement>();
  for (const { role, compiled } of entries) {
    if (compiled.state === "unread") {
      yield { roleArn: role.roleArn, verdicts: unknownVerdicts(compiled), judgement: null };
      continue;
    }
    const { rights, rightsKey } = compiled;
    const ofRights = judged.get(rightsKey) ?? judgeRights(rights);
    judged.set(rightsKey, ofRights);
    const judgement = judgementOf({ role, rights }, ofRights, estate, account);
    yield { roleArn: role.roleArn, verdicts: ofRights.verdicts, judgement };
  }
}
