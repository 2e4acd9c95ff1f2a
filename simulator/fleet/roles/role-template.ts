import type { PolicyDocument, PolicyStatement } from "./policy-document.ts";
import type { RoleHome } from "./role-home.ts";

/** A customer-managed policy: versions oldest first; the default is counted from 1. */
export interface LocalPolicyPlan {
  /** Appended to the role's name. */
  readonly suffix: string;
  readonly versions: readonly PolicyDocument[];
  readonly defaultVersion: number;
}

/** Which statement proves a verdict: of an AWS policy by name, of a customer-managed one by suffix, or of an inline one. */
export interface ProofPlan {
  readonly from: { readonly aws: string } | { readonly local: string } | { readonly inline: string };
  readonly statement: PolicyStatement;
}

export type PlannedSeverity = "critical" | "high" | "medium" | "low";

/** The eight questions of docs/rules.md ("What a role may really do"), in the order of the export. */
export const plannedVerdicts = [
  "admin",
  "privilegeEscalation",
  "wildcardActions",
  "wildcardResourceWrite",
  "credentialsExposure",
  "dataExfiltration",
  "resourceExposure",
  "infrastructureModification",
] as const;

export type PlannedVerdict = (typeof plannedVerdicts)[number];

/** A finding about what the role can reach, whatever else is in its account. */
export interface ReachPlan {
  readonly rule:
    | "role-credentials-exposure"
    | "role-data-exfiltration"
    | "role-resource-exposure"
    | "role-wildcard-resource-write";
  readonly severity: PlannedSeverity;
  readonly because: string;
  readonly proof: readonly ProofPlan[];
}

/** A way to gain rights as the finding shows it. */
export interface PathPlan {
  readonly set: string;
  readonly title: string;
  readonly steps: readonly { readonly action: string; readonly resources: readonly string[] }[];
  readonly gains: readonly string[];
  readonly potential: boolean;
}

/** Roles that hold nearly everything: what they lack, others in their account may have. */
export type NearlyAdmin = "all-but-iam" | "all-but-six-writes" | "power-user";

/** What a role can gain is a matter of who else is there. */
export interface AccountView {
  readonly accountId: string;
  /** Service control policies stand above every account but the organisation's first. */
  readonly isLimited: boolean;
  /** ARNs of other roles that functions run as and that hold something which such a role lacks; the strongest first. */
  readonly strongerThan: (role: NearlyAdmin) => readonly string[];
  /** ARNs of the administrators that any principal of the account may become, in order. */
  readonly breakGlass: readonly string[];
}

/** Who is let in by the trust policy beyond Lambda. */
export interface TrustPlan {
  readonly statement: PolicyStatement;
  /** Null where that is as it should be. */
  readonly issue: { readonly severity: PlannedSeverity; readonly because: string } | null;
}

/** What a role is made of, with the verdicts that were intended when it was written. */
export interface RoleTemplate {
  readonly id: string;
  readonly aws: readonly string[];
  readonly local: readonly LocalPolicyPlan[];
  readonly inline: Readonly<Record<string, PolicyDocument>>;
  /** AWS policy name or a customer-managed one made for it. */
  readonly boundary: { readonly aws: string } | LocalPolicyPlan | null;
  readonly admin: boolean;
  /** Sorted; `["*"]` for admins and all-but-a-few. */
  readonly wildcardServices: readonly string[];
  readonly proof: readonly ProofPlan[];
  /** Verdicts that are true, but for those that follow from `admin` and from `paths`. */
  readonly verdicts: readonly PlannedVerdict[];
  /** How grave it is without what it can gain. */
  readonly severity: PlannedSeverity | null;
  readonly reach: readonly ReachPlan[];
  /** All telling ways to gain rights, certain ones first. */
  readonly paths: (around: AccountView) => readonly PathPlan[];
  /** The statements that prove them. */
  readonly pathProof: readonly ProofPlan[];
  readonly trust: TrustPlan | null;
  /** How many actions it may do; only for roles that one of {@link NearlyAdmin} may want. */
  readonly strength: number;
  /** Those of them that lack something of it. */
  readonly exceeds: readonly NearlyAdmin[];
}

/** A template that stands once in a small fleet; some name themselves or their account. */
export type PlantedRole = RoleTemplate | ((home: RoleHome) => RoleTemplate);

type Optional = Partial<Omit<RoleTemplate, "id">>;

export function roleTemplate(id: string, parts: Optional): RoleTemplate {
  return {
    id,
    aws: [],
    local: [],
    inline: {},
    boundary: null,
    admin: false,
    wildcardServices: [],
    proof: [],
    verdicts: [],
    severity: null,
    reach: [],
    paths: () => [],
    pathProof: [],
    trust: null,
    strength: 0,
    exceeds: [],
    ...parts,
  };
}

export function local(suffix: string, ...versions: PolicyDocument[]): LocalPolicyPlan {
  return { suffix, versions, defaultVersion: versions.length };
}
