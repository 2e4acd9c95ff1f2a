import { sharedDatabase } from "#lib/db/shared-database.ts";
import { streamRows } from "#lib/db/sql/export-rows.ts";
import { filteredFindingsQuery } from "#lib/db/sql/findings/export-findings.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { type ExportedFinding, type FindingExportRow, toExportedFinding } from "#lib/services/export/export-shapes.ts";
import { exportSubjects } from "#lib/services/export/exported-rows.ts";
import { writeSarif } from "#lib/services/export/sarif.ts";
import { type ExportFormat, writeCsv, writeJson } from "#lib/services/export/write-export.ts";

/** The findings that a filter leaves in the shapes of docs/formats.md, piece by piece. */
export function exportFindings(filter: FleetFilter, format: ExportFormat): AsyncGenerator<string> {
  const rows = exported(filter);
  switch (format) {
    case "json":
      return writeJson(rows);
    case "csv":
      return writeCsv(rows, exportSubjects.findings.columns);
    case "sarif":
      return writeSarif(rows);
  }
}

async function* exported(filter: FleetFilter): AsyncGenerator<ExportedFinding> {
  const { text, values } = filteredFindingsQuery(filter);
  for await (const row of streamRows<FindingExportRow>(sharedDatabase().pool, text, values))
    yield toExportedFinding(row);
}
