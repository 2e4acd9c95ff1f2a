import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { toCsv } from "#lib/client/csv.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { ForbiddenError } from "#lib/errors.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { exportNetworkTable } from "#lib/server/queries/network/export-tables.ts";

/** All subnets, or all NAT gateways, of the scope as CSV. What is not known is an empty cell, never 0. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.looseObject({ table: z.enum(["subnets", "nat"]) }),
  get: async ({ user, input, request }) => {
    if (!can(user.role, "export:run"))
      throw new ForbiddenError(`Your role, ${user.role}, does not include export:run.`);
    const now = new Date();
    const scope = readFleetScope(new URL(request.url).searchParams, now);
    const { header, rows } = await exportNetworkTable(scope, input.table, {
      withCost: can(user.role, "cost:read"),
      now,
    });
    const name = `lamplight-${input.table}-${now.toISOString().slice(0, 10)}.csv`;
    return new Response(toCsv(header, rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "private, no-store",
      },
    });
  },
});
