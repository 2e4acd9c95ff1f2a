import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { getStartWeek } from "#lib/server/queries/cold-starts/get-start-week.ts";
import { keptView } from "#lib/server/views/kept-view.ts";

/** When in the week callers wait; `week` is null where no hour of the period is kept. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.looseObject({}),
  get: async ({ request }) => {
    const now = new Date();
    const scope = readFleetScope(new URL(request.url).searchParams, now);
    return { week: await keptView("start-week", scope, null, () => getStartWeek(scope, now)) };
  },
});
