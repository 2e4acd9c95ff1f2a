import type { Severity } from "#lib/domain/findings/finding.ts";
import type { RoleVerdictName } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { TrustIssueKind } from "#lib/domain/iam/trust-verdicts.ts";
import type { RoleRow, TrustedAccountView } from "./roles.ts";

/** What a statement proves: one of the eight verdicts, or something about who may assume the role. */
export interface StatementMark {
  readonly kind: RoleVerdictName | "trust";
  /** How grave that is for this role; null where it is what ordinary execution roles need. */
  readonly severity: Severity | null;
}

/** One statement as written, with what it proves. */
export interface StatementView {
  /** Id of its element on the page. */
  readonly anchor: string;
  /** Place in the document, from 1. */
  readonly number: number;
  readonly statement: unknown;
  readonly marks: readonly StatementMark[];
}

export type PolicyKind = "attached" | "inline" | "boundary" | "trust";

/** A policy document of a role. `unknown` says why it cannot be shown. */
export interface PolicyView {
  /** Id of its element on the page. */
  readonly anchor: string;
  readonly kind: PolicyKind;
  /** Policy ARN, `inline:NAME`, or `trust`. */
  readonly source: string;
  readonly name: string;
  readonly version: string | null;
  /** The document but for its statements. */
  readonly head: JsonObject;
  readonly statements: readonly StatementView[];
  readonly unknown: string | null;
}

/** Where a proof stands on the page. */
export interface StatementLink {
  /** Null where the document no longer has the statement. */
  readonly anchor: string | null;
  /** "statement 2 of AdministratorAccess", with its Sid where it has one. */
  readonly label: string;
}

/** A statement that would give more of a verdict under conditions that not every call meets. */
export interface OnlyIfView {
  readonly link: StatementLink;
  readonly actions: readonly string[];
  /** Each a part of a sentence: "aws:PrincipalOrgID is o-abc". */
  readonly conditions: readonly string[];
}

/** The answer to one of the eight questions. */
export interface VerdictView {
  readonly name: RoleVerdictName;
  readonly value: boolean;
  /** Null where the answer is no, or is yes only by what ordinary execution roles need. */
  readonly severity: Severity | null;
  /** One sentence: why it is so, or what is needed instead. */
  readonly because: string;
  /** The first of them. */
  readonly actions: readonly string[];
  readonly total: number;
  readonly statements: readonly StatementLink[];
  readonly onlyIf: readonly OnlyIfView[];
}

/** One action of an escalation path. */
export interface EscalationStepView {
  readonly action: string;
  readonly resources: readonly string[];
  readonly statements: readonly StatementLink[];
}

/** What is gained: a role, which may have a page, or words. */
export interface EscalationGainView {
  readonly text: string;
  readonly href: string | null;
}

/** A way in which the role can gain rights. */
export interface EscalationPathView {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly EscalationStepView[];
  readonly gains: readonly EscalationGainView[];
  readonly potential: boolean;
}

/** The ways to gain rights: those that tell something, and those that need more than one of them. */
export interface EscalationsView {
  readonly telling: readonly EscalationPathView[];
  readonly longer: readonly EscalationPathView[];
}

/** Something about who may assume the role that is more than is usually meant. */
export interface TrustIssueView {
  readonly kind: TrustIssueKind;
  readonly severity: Severity;
  readonly because: string;
  readonly statement: StatementLink;
}

/** Who may assume the role; `unknown` says why it is not known. */
export interface RoleAssumersView {
  readonly services: readonly string[];
  readonly accounts: readonly TrustedAccountView[];
  readonly providers: readonly string[];
  readonly issues: readonly TrustIssueView[];
  readonly unknown: string | null;
}

/** What was judged of a role, ready to be shown. */
export interface RoleJudgementView {
  /** In the order of the eight questions. */
  readonly verdicts: readonly VerdictView[];
  readonly escalations: EscalationsView;
  /** Whether the service control policies above the account were looked at; where not, they may take away some of it. */
  readonly controlPoliciesKnown: boolean;
}

export interface RoleFunctionView {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly runtime: string | null;
  readonly teamName: string | null;
  readonly invocations: number | null;
}

/** Functions of one team that run as the role; `name` is null for those without a team. */
export interface StandingTeamView {
  readonly name: string | null;
  readonly functions: number;
  /** Null where no metric of any of them has been read. */
  readonly invocations: number | null;
}

/** Who stands on a role. A role belongs to one account and so do all functions that run as it. */
export interface RoleStandingView {
  readonly functions: number;
  readonly regions: readonly string[];
  /** The largest first. */
  readonly teams: readonly StandingTeamView[];
  /** The busiest, at most some hundred. */
  readonly busiest: readonly RoleFunctionView[];
}

export interface RoleFindingView {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly status: "open" | "acknowledged" | "suppressed" | "resolved";
  readonly firstSeen: string;
}

/** Everything about one role that is not asked for apart. */
export interface RoleDetail extends RoleRow {
  readonly tags: Readonly<Record<string, string>>;
  readonly deletedAt: string | null;
  readonly observedAt: string | null;
  readonly policies: readonly PolicyView[];
  /** Null while the verdicts are unknown. */
  readonly judgement: RoleJudgementView | null;
  readonly assumers: RoleAssumersView;
  readonly findings: readonly RoleFindingView[];
}
