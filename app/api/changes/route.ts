import { z } from "zod";
import { readChangeRequest } from "#app/(console)/changes/change-request.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { listChanges } from "#lib/server/queries/changes/list-changes.ts";

/** One page of the timeline: the same changes as the page of the same address, from `next` on. */
export const GET = getHandler({
  scope: "changes:read",
  input: z.looseObject({ next: z.string().nullable().default(null) }),
  get: ({ input, request }) =>
    listChanges(readChangeRequest(new URL(request.url).searchParams, new Date()), input.next),
});
