import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { summariseFleetRemedies } from "#lib/server/queries/cold-starts/summarise-fleet-remedies.ts";
import { keptView } from "#lib/server/views/kept-view.ts";

/** What would help most, and the best remedy of each function that was judged. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.looseObject({}),
  get: ({ user, request }) => {
    const now = new Date();
    const scope = readFleetScope(new URL(request.url).searchParams, now);
    const withCost = can(user.role, "cost:read");
    return keptView("remedy-summary", scope, { withCost }, () => summariseFleetRemedies(scope, { withCost, now }));
  },
});
