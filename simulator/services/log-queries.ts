import type { InsightsQuery, InsightsResult } from "#simulator/fleet/types.ts";
import { WrittenList } from "#simulator/wire/written-list.ts";
import { forgetOldest } from "./bounded-map.ts";
import type { Workbench } from "./workbench.ts";

/** A query that was started. */
export interface LogQuery {
  readonly id: string;
  readonly query: InsightsQuery;
  readonly createdAt: Date;
  /** Monotonic milliseconds before which it is not complete, however soon its rows are there. */
  readonly completeAtMs: number;
  /** Whether its rows were there once; they may have been forgotten since, and are computed anew then. */
  computed: boolean;
  stopped: boolean;
}

/** The rows of a query, written as JSON when they are asked for. */
export interface ComputedRows {
  readonly count: number;
  jsonAt(index: number): string;
  readonly statistics: InsightsResult["statistics"];
}

/** Computes the rows of a query step by step. */
type Compute = (query: InsightsQuery) => Generator<unknown, ComputedRows>;

/** What is kept of a query's answer: its rows as they go out. */
export interface WrittenResult {
  readonly results: WrittenList;
  readonly statistics: InsightsResult["statistics"];
}

interface Waiting {
  readonly query: LogQuery;
  readonly resolve: (result: WrittenResult | null) => void;
  readonly reject: (error: unknown) => void;
}

const KEPT_QUERIES = 20_000;
/** Some 80 MB of the widest rows, outside of the heap. */
const KEPT_ROWS = 100_000;
/** A second place lets a small query pass a big one; more would only make all of them end late. */
const COMPUTED_AT_ONCE = 2;
const BASE_MS = 600;
const PER_GROUP_MS = 8;

/**
 * The queries that were started, and what computes them: in the order they came in, two at a time, in slices between
 * which other calls are answered. Definitions are small and the oldest are forgotten; rows follow from the seed, so
 * only the last are kept.
 */
export class LogQueryStore {
  readonly #queries = new Map<string, LogQuery>();
  /** Queries that had not ended when last looked at, by account-Region. */
  readonly #running = new Map<string, LogQuery[]>();
  /** By query: rows that are there or on their way. */
  readonly #results = new Map<string, Promise<WrittenResult | null>>();
  /** How many rows each result that is there has, oldest first. */
  readonly #rowCounts = new Map<string, number>();
  readonly #waiting: Waiting[] = [];
  readonly #quotaScale: number;
  readonly #workbench: Workbench;
  readonly #compute: Compute;
  #started = 0;
  #computing = 0;
  #rows = 0;

  constructor(quotaScale: number, workbench: Workbench, compute: Compute) {
    this.#quotaScale = quotaScale;
    this.#workbench = workbench;
    this.#compute = compute;
  }

  start(query: InsightsQuery, createdAt: Date): LogQuery {
    this.#started += 1;
    const hex = this.#started.toString(16).padStart(12, "0");
    const durationMs = (BASE_MS + PER_GROUP_MS * query.logGroupNames.length) / this.#quotaScale;
    const started: LogQuery = {
      id: `10600000-0000-4000-8000-${hex}`,
      query,
      createdAt,
      completeAtMs: performance.now() + durationMs,
      computed: false,
      stopped: false,
    };
    this.#queries.set(started.id, started);
    const key = `${query.accountId}/${query.region}`;
    this.#running.set(key, [...(this.#running.get(key) ?? []), started]);
    forgetOldest(this.#queries, KEPT_QUERIES);
    // Whoever asks for the rows is told of a failure; that nobody has asked yet is no reason to end the process.
    this.result(started).catch(() => undefined);
    return started;
  }

  find(accountId: string, region: string, id: string): LogQuery | undefined {
    const found = this.#queries.get(id);
    return found?.query.accountId === accountId && found.query.region === region ? found : undefined;
  }

  list(accountId: string, region: string): LogQuery[] {
    return [...this.#queries.values()]
      .filter(({ query }) => query.accountId === accountId && query.region === region)
      .reverse();
  }

  /** How many queries of an account-Region have not ended yet. */
  running(accountId: string, region: string): number {
    const key = `${accountId}/${region}`;
    const running = (this.#running.get(key) ?? []).filter((query) => statusOf(query) === "Running");
    this.#running.set(key, running);
    return running.length;
  }

  /** The rows of a query when they are there; null for one that was stopped before. */
  result(query: LogQuery): Promise<WrittenResult | null> {
    const known = this.#results.get(query.id);
    if (known !== undefined) {
      return known;
    }
    const result = new Promise<WrittenResult | null>((resolve, reject) => {
      this.#waiting.push({ query, resolve, reject });
    });
    this.#results.set(query.id, result);
    this.#fill();
    return result;
  }

  #fill(): void {
    while (this.#computing < COMPUTED_AT_ONCE) {
      const next = this.#waiting.shift();
      if (next === undefined) {
        return;
      }
      this.#computing += 1;
      void this.#work(next);
    }
  }

  async #work({ query, resolve, reject }: Waiting): Promise<void> {
    try {
      const result = await this.#workbench.run(written(this.#compute(query.query)), () => !query.stopped);
      this.#keep(query, result);
      resolve(result);
    } catch (error) {
      query.computed = true;
      reject(error);
    } finally {
      this.#computing -= 1;
      this.#fill();
    }
  }

  #keep(query: LogQuery, result: WrittenResult | null): void {
    if (result === null) {
      this.#results.delete(query.id);
      return;
    }
    query.computed = true;
    this.#rowCounts.set(query.id, result.results.length + 1);
    this.#rows += result.results.length + 1;
    for (const [id, rows] of this.#rowCounts) {
      if (this.#rows <= KEPT_ROWS || id === query.id) {
        return;
      }
      this.#rowCounts.delete(id);
      this.#results.delete(id);
      this.#rows -= rows;
    }
  }
}

function* written(compute: Generator<unknown, ComputedRows>): Generator<unknown, WrittenResult> {
  const { count, jsonAt, statistics } = yield* compute;
  return { results: yield* WrittenList.write(count, jsonAt), statistics };
}

export function statusOf(query: LogQuery): "Running" | "Complete" | "Cancelled" {
  if (query.stopped) {
    return "Cancelled";
  }
  return query.computed && performance.now() >= query.completeAtMs ? "Complete" : "Running";
}
