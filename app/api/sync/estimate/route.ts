import { z } from "zod";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { getSyncEstimate } from "#lib/server/queries/sync/get-sync-estimate.ts";

const sourceNames = sources.map(({ name }) => name) as [SourceName, ...SourceName[]];

/** A parameter that may stand there once, many times or not at all. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).optional(),
  );
}

/** What a sync of a scope would take, before it is started. */
export const GET = getHandler({
  scope: "sync:run",
  input: z.object({
    accounts: listOf(z.string().regex(/^\d{12}$/, "an account id has 12 digits")),
    regions: listOf(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d+$/, "a Region looks like eu-west-1")),
    sources: listOf(z.enum(sourceNames)),
  }),
  get: ({ user, input }) => getSyncEstimate(user, input),
});
