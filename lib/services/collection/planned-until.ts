import { z } from "zod";

const planned = z.object({
  requests: z.array(z.object({ granularity: z.enum(["hour", "day"]), to: z.coerce.date() })),
  /** How far days were read, for a plan that had none to read any more. */
  readUntil: z.coerce.date().optional(),
});

/** Up to when an earlier plan read hours or days; null where there was none. */
export function plannedUntil(plan: unknown, granularity: "hour" | "day"): Date | null {
  const parsed = planned.safeParse(plan);
  if (!parsed.success) return null;
  const ends = parsed.data.requests
    .filter((request) => request.granularity === granularity)
    .map(({ to }) => to.getTime());
  const until = Math.max(...ends, parsed.data.readUntil?.getTime() ?? -Infinity);
  return Number.isFinite(until) ? new Date(until) : null;
}
