import type { Sql } from "#lib/db/sql/transaction.ts";
import type { FigurePeriod, FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { functionProperties } from "./function-properties.ts";
import { functionSource } from "./function-source.ts";
import { functionWhere } from "./function-where.ts";
import { Parameters } from "./parameters.ts";

/** Properties with few values, in the order in which they are offered. */
export const facetProperties = [
  "account",
  "region",
  "runtime",
  "architecture",
  "package",
  "type",
  "tenancy",
  "runtimeUpdates",
  "memoryBand",
  "vpc",
  "snapStart",
  "team",
  "state",
  "lastUsed",
] as const;
export type FacetProperty = (typeof facetProperties)[number];

export interface FacetRow {
  readonly property: FacetProperty;
  readonly value: string | null;
  readonly count: number;
}

interface FacetQuery {
  readonly filter: FleetFilter;
  readonly period: FigurePeriod;
  readonly now: Date;
}

/**
 * How many functions have each value. A property that is filtered by is counted without its own clauses, so that one
 * sees what else could be chosen.
 */
export async function listFacets(sql: Sql, query: FacetQuery): Promise<FacetRow[]> {
  const filtered = facetProperties.filter((name) => query.filter.conditions.some(({ property }) => property === name));
  const others = facetProperties.filter((name) => !filtered.includes(name));
  const answers = await Promise.all([
    countValues(sql, query, others),
    ...filtered.map((property) => countValues(sql, query, [property], property)),
  ]);
  return answers.flat();
}

async function countValues(
  sql: Sql,
  { filter, period, now }: FacetQuery,
  properties: readonly FacetProperty[],
  without?: string,
): Promise<FacetRow[]> {
  if (properties.length === 0) return [];
  const parameters = new Parameters();
  const source = functionSource(period, now, parameters);
  const where = functionWhere(filter, parameters, without);
  const columns = properties.map((name, k) => `${functionProperties[name]?.sql} AS c${k}`);
  const names = properties.map((_, k) => `c${k}`);
  const { rows } = await sql.query<FacetRow>(
    `SELECT CASE ${properties.map((name, k) => `WHEN grouping(c${k}) = 0 THEN '${name}'`).join(" ")} END AS property,
       coalesce(${names.join(", ")}) AS value, count(*)::int AS count
     FROM (SELECT ${columns.join(", ")} FROM ${source} WHERE ${where}) v
     GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(", ")})
     ORDER BY count(*) DESC, 2`,
    parameters.values,
  );
  return rows;
}

/** The tags that most functions have, as `key=value`. */
export async function listTagFacet(
  sql: Sql,
  { filter, period, now }: FacetQuery,
): Promise<{ readonly value: string; readonly count: number }[]> {
  const parameters = new Parameters();
  const source = functionSource(period, now, parameters);
  const { rows } = await sql.query<{ value: string; count: number }>(
    `SELECT tag.key || '=' || tag.value AS value, count(*)::int AS count
     FROM ${source} CROSS JOIN LATERAL jsonb_each_text(f.tags) tag
     WHERE ${functionWhere(filter, parameters, "tag")}
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 20`,
    parameters.values,
  );
  return rows;
}
