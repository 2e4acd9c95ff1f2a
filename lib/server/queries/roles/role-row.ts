import type { JudgementBrief, RoleListRow } from "#lib/db/sql/roles/list-roles.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import { heldVerdicts } from "#lib/domain/roles/held-verdicts.ts";
import { trustedPrincipals } from "#lib/domain/roles/trusted-principals.ts";
import type { EscalationBrief, RoleRow, RoleTrustView } from "#lib/domain/views/roles.ts";

/** A stored role as the table shows it; `accountNames` are those of the accounts that Lamplight knows. */
export function roleRow(row: RoleListRow, accountNames: ReadonlyMap<string, string>): RoleRow {
  const { brief, heldVerdicts: names, escalation } = row;
  const unknown = verdictUnknown(row);
  return {
    roleArn: row.roleArn,
    name: row.name,
    path: row.path,
    accountId: row.accountId,
    accountName: row.accountName ?? row.accountId,
    admin: unknown ? null : row.admin,
    wildcardServices: unknown ? null : row.wildcardServices,
    severity: row.severity,
    because: row.because,
    held: brief && names ? heldVerdicts(names, brief.weights, escalation) : null,
    escalation,
    unknown,
    functions: row.functions,
    teams: row.teams,
    attachedPolicies: row.attachedPolicies,
    inlinePolicies: row.inlinePolicyCount,
    boundaryArn: row.boundaryArn,
    trusts: trustedPrincipals(row.trustPolicy),
    trust: brief ? trustView(brief, accountNames) : null,
    escalationPath: brief ? escalationBrief(brief) : null,
    openFindings: row.findings,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedRegion: row.lastUsedRegion,
    createdAt: row.createdAt?.toISOString() ?? null,
  };
}

/** Why the verdicts are not known; while the account's roles cannot be read, the last ones are not proved. */
function verdictUnknown(row: RoleListRow): Unknown | null {
  const { sourceState, sourceReason, sourceSince, unknowns, brief } = row;
  if (sourceState === "denied" || sourceState === "failed") {
    const since = sourceSince?.toISOString() ?? null;
    return { state: sourceState, reason: sourceReason ?? "The account's roles could not be read.", since };
  }
  if (brief !== null) return null;
  const notJudged = {
    state: "notYetRead",
    reason: "The role's policies have not been judged yet.",
    since: null,
  } as const;
  return unknowns.admin ?? unknowns.wildcardServices ?? notJudged;
}

function trustView({ trust }: JudgementBrief, accountNames: ReadonlyMap<string, string>): RoleTrustView | null {
  if (trust.state === "unknown") return null;
  return {
    services: trust.services,
    accounts: trust.accounts.map(({ accountId, known }) => ({
      accountId,
      name: accountNames.get(accountId) ?? null,
      known,
    })),
    providers: trust.providers,
    issues: trust.issues.map(({ kind, because }) => ({ kind, because })),
  };
}

function escalationBrief({ path, paths }: JudgementBrief): EscalationBrief | null {
  if (path === null) return null;
  const { title, potential, viaRole, steps } = path;
  return { title, potential, viaRole, actions: steps.map(({ action }) => action), others: paths - 1 };
}
