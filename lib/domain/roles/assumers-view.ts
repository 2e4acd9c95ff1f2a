import type { TrustIssue, TrustVerdicts } from "#lib/domain/iam/trust-verdicts.ts";
import type { RoleAssumersView } from "#lib/domain/views/role-detail.ts";
import type { FindStatement } from "./policy-views.ts";

interface AssumersSurroundings {
  /** Names of the accounts that Lamplight knows, by id. */
  readonly accountNames: ReadonlyMap<string, string>;
  readonly find: FindStatement;
}

/** A missing external id says all that the foreign account does. */
function isSaidAlready(issue: TrustIssue, issues: readonly TrustIssue[]): boolean {
  return (
    issue.kind === "foreignAccount" &&
    issues.some((other) => other.kind === "missingExternalId" && other.accountId === issue.accountId)
  );
}

/** Who may assume a role, as its page shows it. */
export function assumersView(trust: TrustVerdicts, { accountNames, find }: AssumersSurroundings): RoleAssumersView {
  if (trust.state === "unknown") {
    return { services: [], accounts: [], providers: [], issues: [], unknown: trust.reason };
  }
  const { services, accounts, providers, issues } = trust;
  return {
    services,
    accounts: accounts.map(({ accountId, known }) => ({ accountId, known, name: accountNames.get(accountId) ?? null })),
    providers,
    issues: issues
      .filter((issue) => !isSaidAlready(issue, issues))
      .map(({ kind, severity, because, statement }) => ({
        kind,
        severity,
        because,
        statement: find("trust", statement),
      })),
    unknown: null,
  };
}
