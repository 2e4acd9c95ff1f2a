import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { readCostOrder } from "#app/(console)/cost/cost-request.ts";
import { parseWindow } from "#lib/client/table-params.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { listCostFunctions } from "#lib/server/queries/cost/list-cost-functions.ts";

/** One window of the functions by what they cost. */
export const GET = getHandler({
  scope: "cost:read",
  input: z.looseObject({}),
  get: ({ request }) => {
    const { searchParams } = new URL(request.url);
    const page = { ...readCostOrder(searchParams), ...parseWindow(searchParams) };
    return listCostFunctions(readFleetScope(searchParams, new Date()), page);
  },
});
