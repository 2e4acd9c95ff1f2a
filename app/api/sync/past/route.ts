import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { getSyncPast } from "#lib/server/queries/sync/get-sync-past.ts";

/** The runs before, and what is unknown now. */
export const GET = getHandler({
  scope: "sync:read",
  input: z.object({}),
  get: () => getSyncPast(new Date()),
});
