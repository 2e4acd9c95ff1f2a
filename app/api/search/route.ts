import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { searchConsole } from "#lib/server/queries/search/search-console.ts";

/** What ⌘K finds. An ARN of up to 256 characters fits, a page of text does not. */
export const GET = getHandler({
  scope: "inventory:read",
  input: z.object({ q: z.string().max(400).default("") }),
  get: ({ user, input }) => searchConsole(input.q, user.role),
});
