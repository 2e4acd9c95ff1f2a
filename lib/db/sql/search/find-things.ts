import { escapeLike } from "#lib/db/sql/escape-like.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";

export interface FoundFunction {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly accountName: string | null;
}

export interface FoundRole {
  readonly roleArn: string;
  readonly name: string;
  readonly accountName: string | null;
}

export interface FoundFinding {
  readonly rule: string;
  readonly severity: string;
  readonly resourceName: string;
  readonly resourceArn: string;
}

/** What a search is for: each word has to occur, in any order. */
export interface SearchWords {
  readonly words: readonly string[];
  /** The words as one, to rank what begins with it. */
  readonly text: string;
}

function patterns({ words }: SearchWords): string[] {
  return words.map((word) => `%${escapeLike(word)}%`);
}

/** Functions by name, ARN or part: names that are it, then those that begin with it, then the rest. */
export async function findFunctions(sql: Sql, search: SearchWords, limit: number): Promise<FoundFunction[]> {
  const { rows } = await sql.query<FoundFunction>(
    `SELECT f.arn, f.name, f.region, a.name AS "accountName"
     FROM functions f LEFT JOIN accounts a ON a.id = f.account_id
     WHERE f.deleted_at IS NULL AND f.arn ILIKE ALL($1::text[])
     ORDER BY lower(f.name) = lower($2) DESC, starts_with(lower(f.name), lower($2)) DESC, length(f.name), f.name, f.arn
     LIMIT $3`,
    [patterns(search), search.text, limit],
  );
  return rows;
}

/** Execution roles by name, ARN or part. */
export async function findRoles(sql: Sql, search: SearchWords, limit: number): Promise<FoundRole[]> {
  const { rows } = await sql.query<FoundRole>(
    `SELECT r.role_arn AS "roleArn", r.name, a.name AS "accountName"
     FROM roles r LEFT JOIN accounts a ON a.id = r.account_id
     WHERE r.deleted_at IS NULL AND r.role_arn ILIKE ALL($1::text[])
       AND (r.trusts_lambda OR EXISTS (SELECT FROM functions f
         WHERE f.account_id = r.account_id AND f.role_arn = r.role_arn AND f.deleted_at IS NULL))
     ORDER BY lower(r.name) = lower($2) DESC, starts_with(lower(r.name), lower($2)) DESC, length(r.name), r.role_arn
     LIMIT $3`,
    [patterns(search), search.text, limit],
  );
  return rows;
}

/** Accounts by name or id. */
export async function findAccounts(
  sql: Sql,
  search: SearchWords,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql.query<{ id: string; name: string }>(
    `SELECT id, name FROM accounts WHERE (name || ' ' || id) ILIKE ALL($1::text[]) ORDER BY name, id LIMIT $2`,
    [patterns(search), limit],
  );
  return rows;
}

/** Findings that are open, by rule or resource, the worst first. */
export async function findFindings(sql: Sql, search: SearchWords, limit: number): Promise<FoundFinding[]> {
  const { rows } = await sql.query<FoundFinding>(
    `SELECT rule, severity, resource_name AS "resourceName", resource_arn AS "resourceArn" FROM findings
     WHERE status IN ('open', 'acknowledged') AND (rule || ' ' || resource_arn) ILIKE ALL($1::text[])
     ORDER BY array_position(ARRAY['critical', 'high', 'medium', 'low'], severity), resource_name, id LIMIT $2`,
    [patterns(search), limit],
  );
  return rows;
}
