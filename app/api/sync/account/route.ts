import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { getSyncAccount } from "#lib/server/queries/sync/get-sync-account.ts";

/** One account of a run, Region by Region: read when it is opened. */
export const GET = getHandler({
  scope: "sync:read",
  input: z.object({ sync: z.uuid(), account: z.string().regex(/^(\d{12})?$/, "an account id has 12 digits") }),
  get: ({ user, input }) => getSyncAccount(user, { syncId: input.sync, accountId: input.account }),
});
