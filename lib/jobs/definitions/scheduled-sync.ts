import { z } from "zod";

/** Begins a sync by the clock: it reads what is due. Fields of earlier versions' jobs are passed over. */
export const scheduledSync = {
  name: "scheduled-sync",
  payload: z.object({}),
} as const;
