import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { listAccounts } from "#lib/server/queries/settings/accounts.ts";

/** The accounts as the settings show them, while tests of their access are under way. */
export const GET = getHandler({ scope: "accounts:manage", input: z.object({}), get: () => listAccounts() });
