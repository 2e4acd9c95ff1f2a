import { z } from "zod";

/** Daily housekeeping: hours past their time, syncs that are history, suppressions that have ended. */
export const upkeep = {
  name: "upkeep",
  payload: z.object({}),
} as const;
