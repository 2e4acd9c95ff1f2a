import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { getFindingOrThrow } from "#lib/server/queries/findings/get-finding.ts";

/** One finding with its evidence, remedies and history. */
export const GET = getHandler({
  scope: "findings:read",
  input: z.object({ id: z.uuid() }),
  get: ({ input }) => getFindingOrThrow(input.id),
});
