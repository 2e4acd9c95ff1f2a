import { z } from "zod";
import { readListRequest } from "#app/(console)/functions/(list)/list-request.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { functionColumns, isFunctionColumn } from "#lib/domain/views/functions.ts";
import { download } from "#lib/server/download.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { exportFunctionCsv, exportFunctionJson } from "#lib/server/queries/functions/export-functions.ts";

/** Takes the list of the same address along: CSV with the columns that show, JSON in the shape of docs/formats.md. */
export const GET = getHandler({
  scope: "export:run",
  input: z.looseObject({ format: z.enum(["csv", "json"]), columns: z.string().default("") }),
  get: async ({ user, input, request }) => {
    const now = new Date();
    const list = readListRequest(new URL(request.url).searchParams, now);
    const query = { ...list, now, cost: can(user.role, "cost:read") };
    const name = `functions-${now.toISOString().slice(0, 10)}`;
    if (input.format === "json") return download(exportFunctionJson(query), name, "json");
    const asked = input.columns.split(",").filter(isFunctionColumn);
    return download(exportFunctionCsv(query, asked.length > 0 ? asked : functionColumns), name, "csv");
  },
});
