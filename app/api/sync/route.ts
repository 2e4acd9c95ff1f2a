import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { getSync } from "#lib/server/queries/sync/get-sync.ts";

/** What the page of the sync shows; polled while one runs. */
export const GET = getHandler({
  scope: "sync:read",
  input: z.object({ sync: z.uuid().optional() }),
  get: ({ input }) => getSync(input.sync ?? null),
});
