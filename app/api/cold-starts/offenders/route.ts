import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { readOffenderOrder } from "#app/(console)/cold-starts/offenders-request.ts";
import { parseWindow } from "#lib/client/table-params.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { listOffenders } from "#lib/server/queries/cold-starts/list-offenders.ts";
import { keptView } from "#lib/server/views/kept-view.ts";

/** One window of the functions whose callers waited for starts. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.looseObject({}),
  get: ({ user, request }) => {
    const { searchParams } = new URL(request.url);
    const withCost = can(user.role, "cost:read");
    const now = new Date();
    const scope = readFleetScope(searchParams, now);
    const order = readOffenderOrder(searchParams, { withCost, ownRange: scope.preset === null });
    const asked = { ...order, ...parseWindow(searchParams), withCost };
    return keptView("offenders", scope, asked, () => listOffenders(scope, asked, now));
  },
});
