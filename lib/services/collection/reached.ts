import { z } from "zod";
import { type SourceWatermark, saveWatermarks } from "#lib/db/sql/source-watermarks.ts";
import { type ClaimedTask, getTaskInput } from "#lib/db/sql/sync-tasks.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";

/** A plan that says how far its source is read once it has been carried out. */
export interface Reaching {
  readonly watermarks: readonly SourceWatermark[];
}

const reaching = z.object({
  watermarks: z.array(
    z.object({
      source: z.enum(["metrics", "metric-history", "who-changed"]),
      tier: z.string(),
      from: z.coerce.date(),
      to: z.coerce.date(),
    }),
  ),
});

/** Keeps how far a source was read, once all that its plan names is stored. */
export async function saveReached(sql: Sql, task: ClaimedTask, now: Date): Promise<void> {
  const parsed = reaching.safeParse(await getTaskInput(sql, task.id));
  if (parsed.success) await saveWatermarks(sql, task, parsed.data.watermarks, now);
}
