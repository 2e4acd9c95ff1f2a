import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { getSyncNow } from "#lib/server/queries/sync/get-sync-now.ts";

/** The run that the page of the sync shows; polled while one runs. */
export const GET = getHandler({
  scope: "sync:read",
  input: z.object({ sync: z.uuid().optional() }),
  get: ({ input }) => getSyncNow(input.sync ?? null),
});
