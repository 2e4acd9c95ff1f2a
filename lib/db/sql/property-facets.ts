import { Parameters } from "./functions/parameters.ts";
import type { PropertyTable } from "./property-clause.ts";
import type { Sql } from "./transaction.ts";

export interface FacetCount {
  readonly property: string;
  readonly value: string | null;
  readonly count: number;
}

export interface FacetPlan {
  readonly source: string;
  readonly properties: PropertyTable;
  /** Which of them are offered, in order. */
  readonly offered: readonly string[];
  /** Those that the filter speaks of: each is counted without its own clauses. */
  readonly filtered: readonly string[];
  readonly where: (parameters: Parameters, without?: string) => string;
}

/** How many rows have each value of each property, in one read for all that are not filtered by and one for each that is. */
export async function countFacets(sql: Sql, plan: FacetPlan): Promise<FacetCount[]> {
  const alone = plan.offered.filter((name) => plan.filtered.includes(name));
  const together = plan.offered.filter((name) => !alone.includes(name));
  const answers = await Promise.all([
    countValues(sql, plan, together),
    ...alone.map((property) => countValues(sql, plan, [property], property)),
  ]);
  return answers.flat();
}

async function countValues(
  sql: Sql,
  { source, properties, where }: FacetPlan,
  names: readonly string[],
  without?: string,
): Promise<FacetCount[]> {
  if (names.length === 0) return [];
  const parameters = new Parameters();
  const condition = where(parameters, without);
  const values = names.map((name) => {
    const property = properties[name];
    const expression = property?.sql ?? "NULL";
    return property?.type === "list"
      ? `SELECT '${name}' AS property, unnest(${expression}) AS value`
      : `SELECT '${name}' AS property, ${expression}::text AS value`;
  });
  const { rows } = await sql.query<FacetCount>(
    `SELECT v.property, v.value, count(*)::int AS count
     FROM ${source} CROSS JOIN LATERAL (${values.join(" UNION ALL ")}) v
     WHERE ${condition} AND v.value IS NOT NULL
     GROUP BY v.property, v.value ORDER BY count(*) DESC, v.value`,
    parameters.values,
  );
  return rows;
}
