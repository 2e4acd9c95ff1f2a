import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { getFreshness } from "#lib/server/queries/frame.ts";

/** How fresh the data is: what the frame polls while a sync runs. */
export const GET = getHandler({ scope: "inventory:read", input: z.object({}), get: () => getFreshness() });
