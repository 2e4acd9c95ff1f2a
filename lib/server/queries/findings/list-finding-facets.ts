import { sharedDatabase } from "#lib/db/shared-database.ts";
import { findingProperties, findingSource, findingWhere } from "#lib/db/sql/findings/finding-source.ts";
import { countFacets } from "#lib/db/sql/property-facets.ts";
import { describeRule } from "#lib/domain/findings/rules.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { Facet } from "#lib/domain/views/functions.ts";
import { facetsOf } from "#lib/server/queries/facets-of.ts";

const offered = {
  severity: "Severity",
  status: "Status",
  rule: "Rule",
  kind: "Resource",
  account: "Account",
  region: "Region",
  team: "Team",
  assignee: "Assignee",
  evidence: "Evidence",
} as const;

/** What the findings that a filter leaves have in common, with counts. */
export async function listFindingFacets(filter: FleetFilter): Promise<Facet[]> {
  const { pool, prisma } = sharedDatabase();
  const [counts, accounts] = await Promise.all([
    countFacets(pool, {
      source: findingSource,
      properties: findingProperties,
      offered: Object.keys(offered),
      filtered: filter.conditions.map(({ property }) => property),
      where: (parameters, without) => findingWhere(filter, parameters, without),
    }),
    prisma.account.findMany({ select: { id: true, name: true } }),
  ]);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return facetsOf(counts, offered, {
    severity: { order: ["critical", "high", "medium", "low"] },
    status: { order: ["open", "acknowledged", "suppressed", "resolved"] },
    rule: { label: (rule) => describeRule(rule)?.title ?? rule },
    account: { label: (id) => names.get(id) ?? id },
  });
}
