import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { readOffenderOrder } from "#app/(console)/cold-starts/offenders-request.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { ForbiddenError } from "#lib/errors.ts";
import { download } from "#lib/server/download.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { exportOffendersCsv, exportOffendersJson } from "#lib/server/queries/cold-starts/export-offenders.ts";

/** Every function of the scope whose callers waited, in the order of the page, with its best remedy. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.looseObject({ format: z.enum(["csv", "json"]) }),
  get: async ({ user, input, request }) => {
    if (!can(user.role, "export:run"))
      throw new ForbiddenError(`Your role, ${user.role}, does not include export:run.`);
    const { searchParams } = new URL(request.url);
    const now = new Date();
    const withCost = can(user.role, "cost:read");
    const scope = readFleetScope(searchParams, now);
    const order = readOffenderOrder(searchParams, { withCost, ownRange: scope.preset === null });
    const options = { ...order, withCost, now };
    const pieces = input.format === "csv" ? exportOffendersCsv(scope, options) : exportOffendersJson(scope, options);
    return download(pieces, `lamplight-cold-starts-${now.toISOString().slice(0, 10)}`, input.format);
  },
});
