import { z } from "zod";

/** Begins a sync by the clock. `what` names which sources it reads. */
export const scheduledSync = {
  name: "scheduled-sync",
  payload: z.object({ what: z.enum(["hourly", "daily"]) }),
} as const;
