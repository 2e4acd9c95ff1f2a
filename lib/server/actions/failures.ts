"use server";

import { exampleInput } from "#lib/services/failures/example-input.ts";
import { requestExample } from "#lib/services/failures/request-example.ts";
import { scopedAction } from "./action-client.ts";

/** Asks a worker for some redacted lines of a failure; the page's polling tells how far it is. */
export const requestExampleAction = scopedAction("requestExample", "sync:run")
  .inputSchema(exampleInput)
  .action(async ({ ctx, parsedInput }) => requestExample(ctx.service, parsedInput));
