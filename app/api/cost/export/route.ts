import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { readCostOrder } from "#app/(console)/cost/cost-request.ts";
import { toCsv } from "#lib/client/csv.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { ForbiddenError } from "#lib/errors.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { listCostFunctions } from "#lib/server/queries/cost/list-cost-functions.ts";

const header = ["arn", "name", "accountId", "region", "architecture", "memoryMb", "team", "invocations", "costUsd"];
const money = ["requestsUsd", "durationUsd", "initUsd"];

/** Every function of the scope by what it costs, as CSV. A cost that is not known is an empty cell, never 0. */
export const GET = getHandler({
  scope: "cost:read",
  input: z.looseObject({}),
  get: async ({ user, request }) => {
    if (!can(user.role, "export:run"))
      throw new ForbiddenError(`Your role, ${user.role}, does not include export:run.`);
    const { searchParams } = new URL(request.url);
    const now = new Date();
    const { rows } = await listCostFunctions(readFleetScope(searchParams, now), {
      ...readCostOrder(searchParams),
      offset: 0,
      limit: null,
    });
    const lines = rows.map((row) => [
      ...[row.arn, row.name, row.accountId, row.region, row.architecture, row.memoryMb, row.team, row.invocations],
      ...[row.costUsd, row.requestsUsd, duration(row.costUsd, row.requestsUsd), row.initUsd],
    ]);
    const name = `lamplight-cost-${now.toISOString().slice(0, 10)}.csv`;
    return new Response(toCsv([...header, ...money], lines), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "private, no-store",
      },
    });
  },
});

function duration(costUsd: number | null, requestsUsd: number | null): number | null {
  return costUsd === null || requestsUsd === null ? null : costUsd - requestsUsd;
}
