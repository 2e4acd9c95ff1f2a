import { Parameters } from "#lib/db/sql/functions/parameters.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { findingSource, findingWhere } from "./finding-source.ts";

/** The statement for all findings that a filter leaves, in the order of exports. */
export function filteredFindingsQuery(filter: FleetFilter): { readonly text: string; readonly values: unknown[] } {
  const parameters = new Parameters();
  const where = findingWhere(filter, parameters);
  return {
    text: `SELECT i.rule, i.severity, i.resource_arn AS "resourceArn", i.account_id AS "accountId", i.region, i.status,
        i.first_seen AS "firstSeen", i.last_seen AS "lastSeen", i.evidence
      FROM ${findingSource} WHERE ${where} ORDER BY i.rule COLLATE "C", i.resource_arn COLLATE "C"`,
    values: parameters.values,
  };
}
