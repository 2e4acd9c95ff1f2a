import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type ChangeQuery, changeProperties, changeSource, changeWhere } from "#lib/db/sql/changes/list-changes.ts";
import { countFacets } from "#lib/db/sql/property-facets.ts";
import { changeClasses } from "#lib/domain/changes/change-class.ts";
import type { Facet } from "#lib/domain/views/functions.ts";
import { facetsOf } from "#lib/server/queries/facets-of.ts";

const offered = {
  class: "What changed",
  kind: "Kind",
  thing: "Thing",
  account: "Account",
  region: "Region",
  team: "Team",
  actor: "By",
  who: "Who is",
} as const;

/** What the changes that a filter leaves have in common, with counts; of people the 20 busiest. */
export async function listChangeFacets(query: ChangeQuery): Promise<Facet[]> {
  const { pool, prisma } = sharedDatabase();
  const [counts, accounts] = await Promise.all([
    countFacets(pool, {
      source: changeSource,
      properties: changeProperties,
      offered: Object.keys(offered),
      filtered: query.filter.conditions.map(({ property }) => property),
      where: (parameters, without) => changeWhere(query, parameters, without),
    }),
    prisma.account.findMany({ select: { id: true, name: true } }),
  ]);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const facets = facetsOf(counts, offered, {
    class: { order: changeClasses },
    account: { label: (id) => names.get(id) ?? id },
  });
  return facets.map((facet) => ({ ...facet, values: facet.values.slice(0, 20) }));
}
