import { sameJson } from "#lib/domain/fleet/same-json.ts";
import type { TrustIssue } from "./trust-verdicts.ts";

/** A missing external id says all that the foreign account does. */
function isSaidAlready(issue: TrustIssue, issues: readonly TrustIssue[]): boolean {
  if (issue.kind !== "foreignAccount") return false;
  return issues.some(
    (other) =>
      other.kind === "missingExternalId" &&
      other.accountId === issue.accountId &&
      sameJson(other.statement, issue.statement),
  );
}

/** The issues of a trust policy that say something of their own, in their order. */
export function tellingTrustIssues(issues: readonly TrustIssue[]): readonly TrustIssue[] {
  return issues.filter((issue) => !isSaidAlready(issue, issues));
}
