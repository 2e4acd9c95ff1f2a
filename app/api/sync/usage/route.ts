import { z } from "zod";
import { can } from "#lib/domain/permissions/roles.ts";
import { ForbiddenError } from "#lib/errors.ts";
import { fileResponse } from "#lib/server/file-response.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { exportUsage } from "#lib/server/queries/sync/export-usage.ts";

/** What was asked of AWS, by operation, as a file: of one run, else of this month. */
export const GET = getHandler({
  scope: "sync:read",
  input: z.object({ format: z.enum(["csv", "json"]).default("csv"), sync: z.uuid().optional() }),
  get: async ({ user, input: { format, sync } }) => {
    if (!can(user.role, "export:run"))
      throw new ForbiddenError(`Your role, ${user.role}, does not include export:run.`);
    const pieces = await exportUsage(format, sync ?? null, new Date());
    return fileResponse(sync ? "sync-calls" : "sync-calls-this-month", format, pieces);
  },
});
