import { Parameters } from "#lib/db/sql/functions/parameters.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { roleSource, roleWhere } from "./role-source.ts";

/** The statement for all roles that a filter leaves, in the order of exports; `unreadReason` is set where they are not proved. */
export function filteredRolesQuery(filter: FleetFilter): { readonly text: string; readonly values: unknown[] } {
  const parameters = new Parameters();
  const where = roleWhere(filter, parameters);
  return {
    text: `SELECT r.role_arn AS "roleArn", r.account_id AS "accountId", r.name, r.attached_policy_arns AS "policyArns",
        r.boundary_arn AS "boundaryArn", r.admin, r.wildcard_services AS "wildcardServices", r.severity,
        r.held_verdicts AS "heldVerdicts", r.unknowns,
        CASE WHEN r.source_state IN ('denied', 'failed') THEN coalesce(r.source_reason, 'It could not be read.') END AS "unreadReason",
        ARRAY(SELECT f.arn FROM functions f WHERE f.account_id = r.account_id AND f.role_arn = r.role_arn
          AND f.deleted_at IS NULL ORDER BY f.arn COLLATE "C") AS "functionArns"
      FROM ${roleSource} WHERE ${where} ORDER BY r.role_arn COLLATE "C"`,
    values: parameters.values,
  };
}
