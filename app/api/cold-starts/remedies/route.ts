import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { can } from "#lib/domain/permissions/roles.ts";
import { NotFoundError } from "#lib/errors.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { getStartRemedies } from "#lib/server/queries/cold-starts/get-start-remedies.ts";

/** What can be done about the starts of one function of the scope. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.looseObject({ function: z.coerce.number().int().positive().max(2_147_483_647) }),
  get: async ({ user, input, request }) => {
    const now = new Date();
    const scope = readFleetScope(new URL(request.url).searchParams, now);
    const options = { functionId: input.function, withCost: can(user.role, "cost:read"), now };
    const remedies = await getStartRemedies(scope, options);
    if (remedies === null) throw new NotFoundError("There is no such function in this scope.");
    return remedies;
  },
});
