import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { getStartWeek } from "#lib/server/queries/cold-starts/get-start-week.ts";

/** When in the week callers wait; `week` is null where no hour of the period is kept. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.looseObject({}),
  get: async ({ request }) => {
    const now = new Date();
    return { week: await getStartWeek(readFleetScope(new URL(request.url).searchParams, now), now) };
  },
});
