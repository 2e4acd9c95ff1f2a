import { sharedDatabase } from "#lib/db/shared-database.ts";
import { countFacets } from "#lib/db/sql/property-facets.ts";
import { roleProperties, roleSource, roleWhere } from "#lib/db/sql/roles/role-source.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { Facet } from "#lib/domain/views/functions.ts";
import { facetsOf } from "#lib/server/queries/facets-of.ts";

const offered = {
  reach: "Reach",
  wildcard: "Whole service",
  used: "Used by a function",
  boundary: "Boundary",
  account: "Account",
  policy: "Attached policy",
} as const;

/** What the roles that a filter leaves have in common, with counts; of services and policies the 20 most frequent. */
export async function listRoleFacets(filter: FleetFilter): Promise<Facet[]> {
  const { pool, prisma } = sharedDatabase();
  const [counts, accounts] = await Promise.all([
    countFacets(pool, {
      source: roleSource,
      properties: roleProperties,
      offered: Object.keys(offered),
      filtered: filter.conditions.map(({ property }) => property),
      where: (parameters, without) => roleWhere(filter, parameters, without),
    }),
    prisma.account.findMany({ select: { id: true, name: true } }),
  ]);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const facets = facetsOf(counts, offered, {
    reach: { order: ["administrator", "whole services", "unknown", "named actions"] },
    account: { label: (id) => names.get(id) ?? id },
    policy: { label: (arn) => arn.slice(arn.lastIndexOf("/") + 1) },
  });
  return facets.map((facet) => ({ ...facet, values: facet.values.slice(0, 20) }));
}
