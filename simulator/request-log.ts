/** How often one operation was called, by what became of it. */
export interface RequestCount {
  readonly accountId: string;
  readonly region: string;
  /** Signing name of the service. */
  readonly service: string;
  readonly operation: string;
  /** All calls, refused ones included. */
  readonly calls: number;
  /** Calls that were throttled, by quota or by fault. */
  readonly throttled: number;
  /** Other calls that ended in an error. */
  readonly failed: number;
}

type Mutable = { -readonly [Key in keyof RequestCount]: RequestCount[Key] };

/** Counts calls for benches and tests; a row per account, Region, service and operation. */
export class RequestLog {
  readonly #counts = new Map<string, Mutable>();

  add(
    call: { accountId: string; region: string; service: string; operation: string },
    outcome: "answered" | "throttled" | "failed",
  ): void {
    const { accountId, region, service, operation } = call;
    const key = `${accountId}/${region}/${service}/${operation}`;
    let count = this.#counts.get(key);
    if (count === undefined) {
      count = { accountId, region, service, operation, calls: 0, throttled: 0, failed: 0 };
      this.#counts.set(key, count);
    }
    count.calls += 1;
    if (outcome !== "answered") {
      count[outcome] += 1;
    }
  }

  /** A copy of the counts so far. */
  read(): readonly RequestCount[] {
    return [...this.#counts.values()].map((count) => ({ ...count }));
  }
}
