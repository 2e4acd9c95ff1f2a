import { sharedDatabase } from "#lib/db/shared-database.ts";
import { streamRows } from "#lib/db/sql/export-rows.ts";
import { filteredRolesQuery } from "#lib/db/sql/roles/export-roles.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { type ExportedRole, type RoleExportRow, toExportedRole } from "#lib/services/export/export-shapes.ts";
import { exportSubjects } from "#lib/services/export/exported-rows.ts";
import { writeCsv, writeJson } from "#lib/services/export/write-export.ts";

/** The roles that a filter leaves in the shape of docs/formats.md, piece by piece. */
export function exportRoles(filter: FleetFilter, format: "csv" | "json"): AsyncGenerator<string> {
  const rows = exported(filter);
  return format === "csv" ? writeCsv(rows, exportSubjects.roles.columns) : writeJson(rows);
}

async function* exported(filter: FleetFilter): AsyncGenerator<ExportedRole> {
  const { text, values } = filteredRolesQuery(filter);
  const rows = streamRows<RoleExportRow & { readonly unreadReason: string | null }>(
    sharedDatabase().pool,
    text,
    values,
  );
  for await (const { unreadReason, ...row } of rows) yield toExportedRole(row, unreadReason);
}
