import { z } from "zod";

/** A query that was started and whose answer has not been stored. */
interface StartedQuery {
  readonly id: string;
  /** How often a query for the same part was started: one that AWS drops is not started for ever. */
  readonly starts: number;
}

/**
 * Remembers, with the task's cursor, which queries were started, so that whoever goes on with the task after a kill asks
 * for their answers (AWS keeps them for 7 days) and scans, and pays for, nothing again.
 */
export interface QueryLedger {
  /** Steps that are done, counted from the first. */
  readonly done: number;
  /** The query that was started for a part; null for none. */
  started(part: string): StartedQuery | null;
  note(part: string, id: string): void;
  /** Whether the store knows of the part's query, or may: whoever was given the cursor may have stored it and stopped. */
  mayBeKept(part: string): boolean;
  /** A step's answer is about to be stored: its queries are not needed any more. */
  endStep(index: number): void;
  /** What to store. */
  cursor(): string;
  /** The cursor that was made last is stored: the queries in it are kept. */
  confirm(): void;
  /** Resolves when a query was started that the store does not know of. */
  unkept(): Promise<void>;
}

const stored = z.object({
  done: z.int().nonnegative(),
  queries: z.record(z.string(), z.object({ id: z.string(), starts: z.int().positive() })),
});

/** Goes on from a cursor; one that cannot be read begins anew. Earlier versions kept the number of steps alone. */
export function openLedger(cursor: string | null): QueryLedger {
  const { done, queries } = parseCursor(cursor);
  const started = new Map<string, StartedQuery>(Object.entries(queries));
  const kept = new Set(started.keys());
  let steps = done;
  let offered = new Map<string, StartedQuery>();
  let news = Promise.withResolvers<void>();
  return {
    get done() {
      return steps;
    },
    started: (part) => started.get(part) ?? null,
    note(part, id) {
      started.set(part, { id, starts: (started.get(part)?.starts ?? 0) + 1 });
      kept.delete(part);
      news.resolve();
    },
    mayBeKept: (part) => kept.has(part) || (offered.has(part) && offered.get(part)?.id === started.get(part)?.id),
    endStep(index) {
      steps = index + 1;
      for (const part of started.keys()) if (stepOf(part) <= index) started.delete(part);
    },
    cursor() {
      offered = new Map(started);
      news = Promise.withResolvers<void>();
      return JSON.stringify({ done: steps, queries: Object.fromEntries(offered) });
    },
    confirm() {
      // One that was started for the same part meanwhile is another query.
      for (const [part, query] of offered) if (started.get(part)?.id === query.id) kept.add(part);
    },
    unkept: () => news.promise,
  };
}

/** A step's first query is named by the step's index, its parts by further numbers: `12`, `12.0`, `12.1.0`. */
function stepOf(part: string): number {
  return Number.parseInt(part, 10);
}

function parseCursor(cursor: string | null): z.infer<typeof stored> {
  const none = { done: 0, queries: {} };
  if (cursor === null) return none;
  const steps = Number(cursor);
  if (Number.isInteger(steps) && steps >= 0) return { done: steps, queries: {} };
  try {
    return stored.safeParse(JSON.parse(cursor)).data ?? none;
  } catch (error) {
    if (error instanceof SyntaxError) return none;
    throw error;
  }
}
