import { z } from "zod";
import { readFindingRequest } from "#app/(console)/findings/finding-request.ts";
import { parseWindow } from "#lib/client/table-params.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { listFindings } from "#lib/server/queries/findings/list-findings.ts";

/** A window of the queue: the same rows as the page of the same address. */
export const GET = getHandler({
  scope: "findings:read",
  input: z.looseObject({}),
  get: ({ request }) => {
    const parameters = new URL(request.url).searchParams;
    return listFindings({ ...readFindingRequest(parameters), ...parseWindow(parameters) });
  },
});
