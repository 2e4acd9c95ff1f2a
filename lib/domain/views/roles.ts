import type { Severity } from "#lib/domain/findings/finding.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import type { RoleVerdictName } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { TrustIssueKind } from "#lib/domain/iam/trust-verdicts.ts";

/** The address of a role's page. Made of its ARN, so that a link means the same in every installation and for ever. */
export function roleHref(roleArn: string): string {
  return `/roles/${encodeURIComponent(roleArn).replaceAll("%3A", ":")}`;
}

/** Columns of the role table that the server can order by. They stand in the URL. */
export const roleColumns = [
  "reach",
  "name",
  "account",
  "escalation",
  "verdicts",
  "wildcards",
  "functions",
  "teams",
  "policies",
  "findings",
  "lastUsed",
  "created",
] as const;
export type RoleColumn = (typeof roleColumns)[number];

export function isRoleColumn(text: string): text is RoleColumn {
  return roleColumns.some((column) => column === text);
}

export interface RoleSort {
  readonly column: RoleColumn;
  readonly direction: "asc" | "desc";
}

/** Whether a role can gain rights that it lacks; an administrator counts as one that certainly can. */
export type RoleEscalation = "certain" | "potential" | "none";

/** A verdict that is true of a role. */
export interface HeldVerdict {
  readonly name: RoleVerdictName;
  /** Null: it is true only by what an ordinary execution role needs, and weighs nothing. */
  readonly severity: Severity | null;
  /** One sentence; null where it weighs nothing. */
  readonly because: string | null;
}

/** What a role may do, as judged. While `unknown` says why it is not known, everything else here is null. */
export interface RoleVerdictView {
  readonly admin: boolean | null;
  /** Service prefixes that are granted whole; `["*"]` is every service. */
  readonly wildcardServices: readonly string[] | null;
  /** How grave it is by what it can reach. Null: not known, or nothing beyond what an ordinary execution role needs. */
  readonly severity: Severity | null;
  /** One sentence: the gravest thing that it can reach. */
  readonly because: string | null;
  /** The verdicts that are true, the gravest first, those that weigh nothing last. */
  readonly held: readonly HeldVerdict[] | null;
  readonly escalation: RoleEscalation | null;
  readonly unknown: Unknown | null;
}

/** The first way in which a role can gain rights, a certain one if there is any. */
export interface EscalationBrief {
  /** Without its full stop. */
  readonly title: string;
  readonly potential: boolean;
  /** What somebody would do, in order. */
  readonly actions: readonly string[];
  /** The strongest role that it would gain. */
  readonly viaRole: string | null;
  /** How many other ways there are. */
  readonly others: number;
}

/** Another account that may assume a role. */
export interface TrustedAccountView {
  readonly accountId: string;
  /** Null: Lamplight does not know the account by name. */
  readonly name: string | null;
  /** Whether it belongs to the organisation. */
  readonly known: boolean;
}

/** Who may assume a role. */
export interface RoleTrustView {
  readonly services: readonly string[];
  /** Accounts other than the role's own. */
  readonly accounts: readonly TrustedAccountView[];
  readonly providers: readonly string[];
  readonly issues: readonly { readonly kind: TrustIssueKind; readonly because: string }[];
}

/** One row of the role table. Instants are ISO. */
export interface RoleRow extends RoleVerdictView {
  readonly roleArn: string;
  readonly name: string;
  readonly path: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly functions: number;
  /** Teams whose functions run as it, each once and sorted. */
  readonly teams: readonly string[];
  readonly attachedPolicies: number;
  readonly inlinePolicies: number;
  readonly boundaryArn: string | null;
  /** Who may assume it as its trust policy has it, each once. */
  readonly trusts: readonly string[];
  /** The same, judged; null where it is not known. */
  readonly trust: RoleTrustView | null;
  /** Null: there is none, or it is not known. */
  readonly escalationPath: EscalationBrief | null;
  readonly openFindings: number;
  /** Null: AWS has no record of a use. */
  readonly lastUsedAt: string | null;
  readonly lastUsedRegion: string | null;
  readonly createdAt: string | null;
}

export interface RoleWindow {
  readonly rows: readonly RoleRow[];
  readonly total: number;
}
