import { z } from "zod";
import { suggestActions } from "#lib/domain/roles/suggest-actions.ts";
import { getHandler } from "#lib/server/get-handler.ts";

const mostSuggested = 12;

/** Actions of AWS that complete what was typed. The list of all actions stays on the server. */
export const GET = getHandler({
  scope: "roles:read",
  input: z.object({ q: z.string().max(200) }),
  get: async ({ input }) => suggestActions(input.q, mostSuggested),
});
