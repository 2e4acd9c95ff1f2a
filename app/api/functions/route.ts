import { z } from "zod";
import { readListRequest } from "#app/(console)/functions/(list)/list-request.ts";
import { parseWindow } from "#lib/client/table-params.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { listFunctions } from "#lib/server/queries/functions/list-functions.ts";

/** A window of the function table: the same rows as the page of the same address. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.looseObject({}),
  get: async ({ user, request }) => {
    const parameters = new URL(request.url).searchParams;
    const now = new Date();
    const list = readListRequest(parameters, now);
    const cost = can(user.role, "cost:read");
    const { rows, total } = await listFunctions({ ...list, ...parseWindow(parameters), now, cost });
    return { rows, total };
  },
});
