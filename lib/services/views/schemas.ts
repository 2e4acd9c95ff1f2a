import { z } from "zod";

/** Pages that have saved views. */
export const viewPages = ["functions", "findings", "roles", "changes"] as const;

export const saveViewInput = z.object({
  page: z.enum(viewPages),
  name: z.string().trim().min(1, "Give the view a name.").max(80),
  /** The URL's query string, without the leading `?`. */
  query: z.string().max(4000),
  shared: z.boolean().default(false),
});
export type SaveViewInput = z.input<typeof saveViewInput>;

export const deleteViewInput = z.object({ viewId: z.uuid() });
export type DeleteViewInput = z.input<typeof deleteViewInput>;
