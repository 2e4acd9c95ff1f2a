import { stringify } from "csv-stringify";
import type { Scope } from "#lib/domain/permissions/scopes.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { csvCell } from "./csv-cell.ts";
import type { ExportedFinding } from "./export-shapes.ts";
import { type ExportSelection, type ExportSubject, exportedRows, exportSubjects } from "./exported-rows.ts";
import { writeSarif } from "./sarif.ts";

export const exportFormats = ["json", "csv", "sarif"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest extends ExportSelection {
  readonly subject: ExportSubject;
  readonly format: ExportFormat;
}

const scopeOf: Readonly<Record<ExportSubject, Scope>> = {
  functions: "inventory:read",
  roles: "roles:read",
  findings: "findings:read",
  cost: "cost:read",
  starts: "inventory:read",
};

/**
 * An export as pieces of text, streamed from the store: memory does not grow with the fleet. The first piece is only
 * asked for once the actor may have all of it.
 */
export async function* writeExport(context: ServiceContext, request: ExportRequest): AsyncGenerator<string> {
  authorize(context.actor, "export:run");
  authorize(context.actor, scopeOf[request.subject]);
  const rows = exportedRows(context.db.pool, request.subject, request);
  switch (request.format) {
    case "json":
      return yield* writeJson(rows);
    case "csv":
      return yield* writeCsv(rows, exportSubjects[request.subject].columns);
    case "sarif":
      if (request.subject !== "findings") {
        throw new InvalidInputError(
          "SARIF is for findings only.",
          { format: "Use json or csv." },
          { remedy: "Use --format json or csv." },
        );
      }
      return yield* writeSarif(rows as AsyncIterable<ExportedFinding>);
  }
}

/** Rows as a JSON array, piece by piece. */
export async function* writeJson(rows: AsyncIterable<object>): AsyncGenerator<string> {
  let lead = "[\n";
  for await (const row of rows) {
    yield `${lead}${JSON.stringify(row)}`;
    lead = ",\n";
  }
  yield lead === "[\n" ? "[]\n" : "\n]\n";
}

/** Rows as CSV, piece by piece; cells that a spreadsheet would compute with are neutralised. */
export async function* writeCsv(rows: AsyncIterable<object>, columns: readonly string[]): AsyncGenerator<string> {
  const csv = stringify({ columns: [...columns], header: true });
  const feed = (async () => {
    for await (const row of rows) {
      const values: Record<string, unknown> = { ...row };
      const cells = columns.map((column) => csvCell(values[column]));
      if (!csv.write(cells)) await new Promise<void>((resolve) => csv.once("drain", () => resolve()));
    }
    csv.end();
  })().catch((error: Error) => void csv.destroy(error));
  for await (const piece of csv) yield String(piece);
  await feed;
}
