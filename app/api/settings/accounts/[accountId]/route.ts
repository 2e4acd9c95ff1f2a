import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { getAccessTest } from "#lib/server/queries/settings/accounts.ts";

/** The last test of one account's access, whole. */
export const GET = getHandler({
  scope: "accounts:manage",
  input: z.object({ accountId: z.string().regex(/^\d{12}$/, "an account id has 12 digits") }),
  get: ({ input }) => getAccessTest(input.accountId),
});
