import type { Unknown } from "#lib/domain/fleet/fact.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { ChangeView } from "./changes.ts";

/** The address of a role's page. Made of its ARN, so that a link means the same in every installation and for ever. */
export function roleHref(roleArn: string): string {
  return `/roles/${encodeURIComponent(roleArn).replaceAll("%3A", ":")}`;
}

/** Columns of the role table that the server can order by. They stand in the URL. */
export const roleColumns = [
  "reach",
  "name",
  "account",
  "wildcards",
  "functions",
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

/** What a role may do, as judged; null is unknown and `unknown` says why. */
export interface RoleVerdictView {
  readonly admin: boolean | null;
  /** Service prefixes that are granted whole; `["*"]` is every service. */
  readonly wildcardServices: readonly string[] | null;
  readonly unknown: Unknown | null;
}

/** One row of the role table. Instants are ISO. */
export interface RoleRow extends RoleVerdictView {
  readonly roleArn: string;
  readonly name: string;
  readonly path: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly functions: number;
  readonly attachedPolicies: number;
  readonly inlinePolicies: number;
  readonly boundaryArn: string | null;
  /** Who may assume it, each once. */
  readonly trusts: readonly string[];
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

/** What a statement does to the verdicts. */
export type StatementMark = "admin" | "wildcard";

/** One statement as written, with the verdicts that it proves. */
export interface StatementView {
  readonly statement: unknown;
  readonly marks: readonly StatementMark[];
}

/** A policy document of a role. `unknown` says why it cannot be shown. */
export interface PolicyView {
  readonly kind: "attached" | "inline" | "boundary" | "trust";
  /** Policy ARN, or the name of an inline policy. */
  readonly source: string;
  readonly name: string;
  readonly version: string | null;
  /** The document but for its statements. */
  readonly head: JsonObject;
  readonly statements: readonly StatementView[];
  readonly unknown: string | null;
}

export interface RoleFunctionView {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly runtime: string | null;
  readonly teamName: string | null;
  readonly invocations: number | null;
}

export interface RoleFindingView {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: "critical" | "high" | "medium" | "low";
  readonly status: "open" | "acknowledged" | "suppressed" | "resolved";
  readonly firstSeen: string;
}

export interface RoleSnapshotView {
  readonly kind: "role" | "policy";
  readonly entityId: string;
  readonly name: string;
  readonly from: string;
  readonly to: string | null;
}

/** Everything about one role. */
export interface RoleDetail extends RoleRow {
  readonly tags: Readonly<Record<string, string>>;
  readonly deletedAt: string | null;
  readonly observedAt: string | null;
  readonly policies: readonly PolicyView[];
  readonly roleFunctions: readonly RoleFunctionView[];
  readonly findings: readonly RoleFindingView[];
  readonly snapshots: readonly RoleSnapshotView[];
  readonly changes: readonly ChangeView[];
}
