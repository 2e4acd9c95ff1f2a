import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { getSpending } from "#lib/server/queries/sync/get-spending.ts";

/** What syncs cost this month, and what the budget makes of it. */
export const GET = getHandler({
  scope: "sync:read",
  input: z.object({}),
  get: ({ user }) => getSpending(user),
});
