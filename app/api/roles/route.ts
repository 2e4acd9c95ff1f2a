import { z } from "zod";
import { readRoleRequest } from "#app/(console)/roles/role-request.ts";
import { parseWindow } from "#lib/client/table-params.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { listRoles } from "#lib/server/queries/roles/list-roles.ts";

/** A window of the roles: the same rows as the page of the same address. */
export const GET = getHandler({
  scope: "roles:read",
  input: z.looseObject({}),
  get: ({ request }) => {
    const parameters = new URL(request.url).searchParams;
    return listRoles({ ...readRoleRequest(parameters), ...parseWindow(parameters) });
  },
});
