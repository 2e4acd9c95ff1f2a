import { Parameters } from "#lib/db/sql/functions/parameters.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";

export interface RuleOutcomeSum {
  readonly rule: string;
  readonly evaluated: number;
  readonly firing: number;
  readonly passing: number;
  readonly notApplicable: number;
  readonly unknown: number;
  readonly places: number;
  readonly evaluatedAt: Date;
}

export interface UnknownReasonSum {
  readonly rule: string;
  readonly reason: string;
  readonly count: number;
}

interface Place {
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
}

function placeClause({ accountIds, regions }: Place, parameters: Parameters): string {
  return [
    "true",
    ...(accountIds.length > 0 ? [`o.account_id = ANY(${parameters.add(accountIds)}::text[])`] : []),
    ...(regions.length > 0 ? [`(o.region = '' OR o.region = ANY(${parameters.add(regions)}::text[]))`] : []),
  ].join(" AND ");
}

/** How each rule came out over the accounts and Regions in scope. */
export async function sumRuleOutcomes(sql: Sql, place: Place): Promise<RuleOutcomeSum[]> {
  const parameters = new Parameters();
  const where = placeClause(place, parameters);
  const { rows } = await sql.query<RuleOutcomeSum>(
    `SELECT o.rule, sum(o.evaluated)::int AS evaluated, sum(o.firing)::int AS firing, sum(o.passing)::int AS passing,
       sum(o.not_applicable)::int AS "notApplicable", sum(o.unknown)::int AS unknown, count(*)::int AS places,
       min(o.evaluated_at) AS "evaluatedAt"
     FROM rule_outcomes o WHERE ${where} GROUP BY o.rule`,
    parameters.values,
  );
  return rows;
}

/** Why rules could not be checked, the most frequent first, at most 20 reasons a rule. */
export async function sumUnknownReasons(sql: Sql, place: Place): Promise<UnknownReasonSum[]> {
  const parameters = new Parameters();
  const where = placeClause(place, parameters);
  const { rows } = await sql.query<UnknownReasonSum>(
    `SELECT rule, reason, count FROM (
       SELECT o.rule, r.key AS reason, sum(r.value::int)::int AS count,
         row_number() OVER (PARTITION BY o.rule ORDER BY sum(r.value::int) DESC, r.key) AS place
       FROM rule_outcomes o CROSS JOIN LATERAL jsonb_each_text(o.unknown_reasons) r
       WHERE o.unknown > 0 AND ${where} GROUP BY o.rule, r.key) ranked
     WHERE place <= 20 ORDER BY rule, place`,
    parameters.values,
  );
  return rows;
}
