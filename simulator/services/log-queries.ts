import type { InsightsQuery, InsightsResult } from "#simulator/fleet/types.ts";
import { forgetOldest } from "./bounded-map.ts";

/** A query that was started; its rows are computed when they are first asked for. */
export interface LogQuery {
  readonly id: string;
  readonly query: InsightsQuery;
  readonly createdAt: Date;
  /** Monotonic milliseconds at which it is complete. */
  readonly completeAtMs: number;
  stopped: boolean;
}

const KEPT_QUERIES = 20_000;
const KEPT_RESULTS = 8;
const BASE_MS = 600;
const PER_GROUP_MS = 8;

/**
 * The queries that were started. Definitions are small and the oldest are forgotten; rows follow from the seed, so only
 * the last few results are kept, for paging.
 */
export class LogQueryStore {
  readonly #queries = new Map<string, LogQuery>();
  /** Queries that had not ended when last looked at, by account-Region. */
  readonly #running = new Map<string, LogQuery[]>();
  readonly #results = new Map<string, InsightsResult>();
  readonly #quotaScale: number;
  #started = 0;

  constructor(quotaScale: number) {
    this.#quotaScale = quotaScale;
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
      stopped: false,
    };
    this.#queries.set(started.id, started);
    const key = `${query.accountId}/${query.region}`;
    this.#running.set(key, [...(this.#running.get(key) ?? []), started]);
    forgetOldest(this.#queries, KEPT_QUERIES);
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

  result(query: LogQuery, compute: (query: InsightsQuery) => InsightsResult): InsightsResult {
    const known = this.#results.get(query.id);
    if (known !== undefined) {
      return known;
    }
    const result = compute(query.query);
    this.#results.set(query.id, result);
    forgetOldest(this.#results, KEPT_RESULTS);
    return result;
  }
}

export function statusOf(query: LogQuery): "Running" | "Complete" | "Cancelled" {
  if (query.stopped) {
    return "Cancelled";
  }
  return performance.now() < query.completeAtMs ? "Running" : "Complete";
}
