import { sharedDatabase } from "#lib/db/shared-database.ts";
import { countFacets } from "#lib/db/sql/property-facets.ts";
import { roleProperties, roleSource, roleWhere } from "#lib/db/sql/roles/role-source.ts";
import { roleVerdictNames } from "#lib/domain/iam/judgement/role-judgement.ts";
import { roleValueLabel } from "#lib/domain/roles/role-values.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { Facet } from "#lib/domain/views/functions.ts";
import { facetsOf } from "#lib/server/queries/facets-of.ts";
import { listAccountNames } from "./account-names.ts";

const offered = {
  severity: "Severity",
  verdict: "Verdict",
  escalation: "Can gain rights",
  trust: "Who can assume it",
  wildcard: "Whole service",
  used: "Used by a function",
  boundary: "Boundary",
  account: "Account",
  policy: "Attached policy",
} as const;

const labelled = (property: string, order: readonly string[]) => ({
  label: (value: string) => roleValueLabel(property, value) ?? value,
  order,
});

/** What the roles that a filter leaves have in common, with counts; of services and policies the 20 most frequent. */
export async function listRoleFacets(filter: FleetFilter): Promise<Facet[]> {
  const { pool } = sharedDatabase();
  const [counts, names] = await Promise.all([
    countFacets(pool, {
      source: roleSource,
      properties: roleProperties,
      offered: Object.keys(offered),
      filtered: filter.conditions.map(({ property }) => property),
      where: (parameters, without) => roleWhere(filter, parameters, without),
    }),
    listAccountNames(),
  ]);
  const facets = facetsOf(counts, offered, {
    severity: labelled("severity", ["critical", "high", "medium", "low", "none", "unknown"]),
    verdict: labelled("verdict", [...roleVerdictNames, "none", "unknown"]),
    escalation: labelled("escalation", ["certain", "potential", "none", "unknown"]),
    trust: labelled("trust", [
      "anyPrincipal",
      "foreignAccount",
      "missingExternalId",
      "webIdentityWithoutSubject",
      "asMeant",
      "unknown",
    ]),
    account: { label: (id) => names.get(id) ?? id },
    policy: { label: (arn) => arn.slice(arn.lastIndexOf("/") + 1) },
  });
  return facets.map((facet) => ({ ...facet, values: facet.values.slice(0, 20) }));
}
