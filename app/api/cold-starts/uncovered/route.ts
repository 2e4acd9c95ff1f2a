import { z } from "zod";
import { readFleetScope } from "#app/(console)/analysis-request.ts";
import { gapKinds } from "#lib/domain/views/cold-starts.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { listUncovered } from "#lib/server/queries/cold-starts/list-uncovered.ts";
import { keptView } from "#lib/server/views/kept-view.ts";

/** Functions whose reports are missing, counted by reason, and those of one reason where it is asked for. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.looseObject({}),
  get: ({ request }) => {
    const { searchParams } = new URL(request.url);
    const gap = gapKinds.find((kind) => kind === searchParams.get("gap")) ?? null;
    const scope = readFleetScope(searchParams, new Date());
    return keptView("uncovered", scope, { gap }, () => listUncovered(scope, gap));
  },
});
