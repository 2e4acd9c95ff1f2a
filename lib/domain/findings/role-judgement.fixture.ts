import type { RoleJudgement } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { TrustIssue, TrustVerdicts } from "#lib/domain/iam/trust-verdicts.ts";
import type { Reach, ReachVerdict, Weight } from "#lib/domain/iam/verdicts/reach.ts";

export const allowStatement = (Action: string, Resource = "*") => ({ Effect: "Allow", Action, Resource });

const no: ReachVerdict = { value: false, actions: [], total: 0, proofs: [], onlyIf: [], weight: null };

/** A verdict that is true by inline statements of one action each. */
export function verdictOn(actions: readonly string[], weight: Weight | null, total = actions.length): ReachVerdict {
  const proofs = actions.map((action) => ({
    source: "inline:access",
    statement: allowStatement(action),
    actions: [action],
    resources: ["*"],
  }));
  return { ...no, value: true, actions, total, proofs, weight };
}

export function trustOf(issues: readonly TrustIssue[], services = ["lambda.amazonaws.com"]): TrustVerdicts {
  return { state: "known", issues, services, accounts: [], providers: [] };
}

/** The judgement of a role that can do nothing, but for what is given. */
export function judgementWith(
  parts: Partial<Omit<RoleJudgement, "reach">> & { readonly admin?: boolean; readonly reach?: Partial<Reach> } = {},
): RoleJudgement {
  const { reach, admin = false, ...rest } = parts;
  return {
    verdicts: {
      admin,
      privilegeEscalation: admin,
      wildcardActions: admin,
      wildcardResourceWrite: admin,
      credentialsExposure: admin,
      dataExfiltration: admin,
      resourceExposure: admin,
      infrastructureModification: admin,
    },
    severity: null,
    because: "It can reach nothing beyond what its policies name for ordinary work.",
    escalations: [],
    trust: trustOf([]),
    controlPoliciesKnown: true,
    ...rest,
    reach: {
      wildcardActions: no,
      wildcardResourceWrite: no,
      credentialsExposure: no,
      dataExfiltration: no,
      resourceExposure: no,
      infrastructureModification: no,
      ...reach,
    },
  };
}
