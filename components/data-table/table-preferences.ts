import * as z from "zod/mini";
import type { DataColumn } from "./types.ts";

const stored = z.object({
  density: z.catch(z.enum(["compact", "comfortable"]), "compact"),
  order: z.catch(z.array(z.string()), []),
  shown: z.catch(z.record(z.string(), z.boolean()), {}),
  pinned: z.catch(z.array(z.string()), []),
});

/** How a person likes a table: which columns, in what order, which of them pinned, how dense. */
export type TablePreferences = z.infer<typeof stored>;

export const defaultPreferences: TablePreferences = { density: "compact", order: [], shown: {}, pinned: [] };

/** Reads stored preferences; anything broken becomes the default. */
export function parsePreferences(text: string | null): TablePreferences {
  if (text === null) return defaultPreferences;
  try {
    return z.catch(stored, defaultPreferences).parse(JSON.parse(text));
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
