import { z } from "zod";
import type { DataColumn } from "./types.ts";

const stored = z.object({
  density: z.enum(["compact", "comfortable"]).catch("compact"),
  order: z.array(z.string()).catch([]),
  shown: z.record(z.string(), z.boolean()).catch({}),
  pinned: z.array(z.string()).catch([]),
});

/** How a person likes a table: which columns, in what order, which of them pinned, how dense. */
export type TablePreferences = z.infer<typeof stored>;

export const defaultPreferences: TablePreferences = { density: "compact", order: [], shown: {}, pinned: [] };

/** Reads stored preferences; anything broken becomes the default. */
export function parsePreferences(text: string | null): TablePreferences {
  if (text === null) return defaultPreferences;
  try {
    return stored.catch(defaultPreferences).parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return defaultPreferences;
    throw error;
  }
}

/** All column ids in the person's order; columns that are new since stand where they were declared. */
export function columnOrder<Row>(columns: readonly DataColumn<Row>[], preferences: TablePreferences): string[] {
  const known = columns.map((column) => column.id);
  const order = preferences.order.filter((id) => known.includes(id));
  for (const [index, id] of known.entries()) {
    if (!order.includes(id)) order.splice(Math.min(index, order.length), 0, id);
  }
  return order;
}

/** Whether a column is shown. The first column names the row: it cannot be hidden. */
export function isShown<Row>(column: DataColumn<Row>, first: boolean, preferences: TablePreferences): boolean {
  return first || (preferences.shown[column.id] ?? column.hidden !== true);
}
