import type { JsonObject } from "#lib/domain/fleet/observed.ts";
import { roleStatementHref } from "#lib/domain/roles/statement-anchor.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

export interface StatementPlace {
  readonly href: string;
  readonly label: string;
}

/** Where a statement that proves a finding stands: on the role's page, lit, or among the permissions of the function. */
export function statementPlace(resourceArn: string, source: string, statement: JsonObject): StatementPlace {
  const isRole = resourceArn.split(":")[2] === "iam";
  return isRole
    ? { href: roleStatementHref(resourceArn, source, statement), label: "Show in the policy" }
    : { href: `${functionHref(resourceArn)}?tab=permissions`, label: "Show among its permissions" };
}
