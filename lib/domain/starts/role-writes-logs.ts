import type { ParsedPolicy, PolicyError, PolicyStatement } from "#lib/domain/iam/policy-document.ts";
import { coversAction } from "#lib/domain/iam/resource-policy.ts";

/** What Lambda does with a function's role to write its logs. Creating the group is needed once, and by anybody. */
const needed = ["logs:CreateLogStream", "logs:PutLogEvents"];

/**
 * Whether a role may write logs at all, by its documents and boundary. False only where it is certain: no statement
 * allows it under any condition or on any resource, or one denies it always and everywhere. Null where a document could
 * not be read: an unread Allow cannot be excluded.
 */
export function roleWritesLogs(
  policies: readonly (ParsedPolicy | PolicyError)[],
  boundary: ParsedPolicy | PolicyError | null,
): boolean | null {
  const read = policies.flatMap((policy) => (policy.kind === "policy" ? policy.statements : []));
  const limit = boundary === null ? null : boundary.kind === "policy" ? boundary.statements : undefined;
  const denied = needed.some((action) => isDenied([...read, ...(limit ?? [])], action));
  if (denied) return false;
  if (read.length === 0 && policies.length === 0) return false;
  if (limit === undefined || policies.some(({ kind }) => kind === "error")) return null;
  return needed.every((action) => isAllowed(read, action) && (limit === null || isAllowed(limit, action)));
}

function isAllowed(statements: readonly PolicyStatement[], action: string): boolean {
  return statements.some((statement) => statement.effect === "Allow" && coversAction(statement, action));
}

function isDenied(statements: readonly PolicyStatement[], action: string): boolean {
  return statements.some(
    (statement) =>
      statement.effect === "Deny" &&
      statement.conditions.length === 0 &&
      statement.resources?.mode === "only" &&
      statement.resources.patterns.includes("*") &&
      coversAction(statement, action),
  );
}
