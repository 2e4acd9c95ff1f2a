import type { RoleListRow } from "#lib/db/sql/roles/list-roles.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import { trustedPrincipals } from "#lib/domain/roles/trusted-principals.ts";
import type { RoleRow } from "#lib/domain/views/roles.ts";

/** A stored role as the table shows it. */
export function roleRow(row: RoleListRow): RoleRow {
  return {
    roleArn: row.roleArn,
    name: row.name,
    path: row.path,
    accountId: row.accountId,
    accountName: row.accountName ?? row.accountId,
    admin: row.admin,
    wildcardServices: row.wildcardServices,
    unknown: verdictUnknown(row),
    functions: row.functions,
    attachedPolicies: row.attachedPolicyArns.length,
    inlinePolicies: row.inlinePolicies.length,
    boundaryArn: row.boundaryArn,
    trusts: trustedPrincipals(row.trustPolicy),
    openFindings: row.findings,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedRegion: row.lastUsedRegion,
    createdAt: row.createdAt?.toISOString() ?? null,
  };
}

/** Why the verdicts are not known; while the account's roles cannot be read, the last ones are not proved. */
function verdictUnknown(row: RoleListRow): Unknown | null {
  const { sourceState, sourceReason, sourceSince, unknowns, admin, wildcardServices } = row;
  if (sourceState === "denied" || sourceState === "failed") {
    const since = sourceSince?.toISOString() ?? null;
    return { state: sourceState, reason: sourceReason ?? "The account's roles could not be read.", since };
  }
  if (admin !== null && wildcardServices !== null) return null;
  const notJudged = {
    state: "notYetRead",
    reason: "The role's policies have not been judged yet.",
    since: null,
  } as const;
  return unknowns.admin ?? unknowns.wildcardServices ?? notJudged;
}
