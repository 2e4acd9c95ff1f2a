import { sharedDatabase } from "#lib/db/shared-database.ts";
import { findAccounts, findFindings, findFunctions, findRoles } from "#lib/db/sql/search/find-things.ts";
import { describeRule } from "#lib/domain/findings/rules.ts";
import { functionIdOf } from "#lib/domain/fleet/arn.ts";
import { can, type Role } from "#lib/domain/permissions/roles.ts";
import { findingHref } from "#lib/domain/views/findings.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { roleHref } from "#lib/domain/views/roles.ts";
import type { SearchHitView } from "#lib/domain/views/search.ts";

const most = { functions: 8, roles: 4, accounts: 3, findings: 4 };

/** Finds functions, roles, accounts and findings by name, ARN or part, as far as the role may see them. */
export async function searchConsole(text: string, role: Role): Promise<SearchHitView[]> {
  const { pool } = sharedDatabase();
  const plain = withoutQualifier(text.trim());
  const search = { text: plain, words: plain.split(/\s+/).filter(Boolean).slice(0, 8) };
  if (search.words.length === 0) return [];
  const [functions, roles, accounts, findings] = await Promise.all([
    findFunctions(pool, search, most.functions),
    can(role, "roles:read") ? findRoles(pool, search, most.roles) : [],
    findAccounts(pool, search, most.accounts),
    can(role, "findings:read") ? findFindings(pool, search, most.findings) : [],
  ]);
  return [
    ...functions.map(
      ({ arn, name, accountName, region }): SearchHitView => ({
        kind: "Function",
        label: name,
        detail: [accountName, region].filter(Boolean).join(", "),
        href: functionHref(arn),
      }),
    ),
    ...roles.map(
      ({ roleArn, name, accountName }): SearchHitView => ({
        kind: "Role",
        label: name,
        detail: accountName ?? "",
        href: roleHref(roleArn),
      }),
    ),
    ...accounts.map(
      ({ id, name }): SearchHitView => ({
        kind: "Account",
        label: name,
        detail: id,
        href: `/functions?accounts=${id}`,
      }),
    ),
    ...findings.map(
      ({ rule, severity, resourceName, resourceArn }): SearchHitView => ({
        kind: "Finding",
        label: `${describeRule(rule)?.title ?? rule}: ${resourceName}`,
        detail: severity,
        href: findingHref({ rule, resourceArn }),
      }),
    ),
  ];
}

/** A pasted ARN may name a version or alias: the function is what is looked for. */
function withoutQualifier(text: string): string {
  const id = functionIdOf(text);
  return id?.qualifier ? text.slice(0, -(id.qualifier.length + 1)) : text;
}
