import { z } from "zod";
import { readFilter } from "#app/(console)/filter-request.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { ForbiddenError } from "#lib/errors.ts";
import { fileResponse } from "#lib/server/file-response.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { exportFindings } from "#lib/server/queries/findings/export-findings.ts";

/** The findings that an address shows, as a file. */
export const GET = getHandler({
  scope: "findings:read",
  input: z.looseObject({ format: z.enum(["csv", "json", "sarif"]) }),
  get: async ({ user, input, request }) => {
    if (!can(user.role, "export:run"))
      throw new ForbiddenError(`Your role, ${user.role}, does not include export:run.`);
    const filter = readFilter(new URL(request.url).searchParams);
    return fileResponse("findings", input.format, exportFindings(filter, input.format));
  },
});
