import { type BilledPrices, priceList } from "./price-list.ts";
import type { ServiceName } from "./service-name.ts";

/** What one task asked of one operation. */
export interface MeterRow {
  readonly service: ServiceName;
  readonly operation: string;
  /** Requests sent, retries included. */
  readonly calls: number;
  readonly retries: number;
  readonly throttles: number;
  /** Requests that AWS answered with an error, or not at all; throttled ones are not counted again. */
  readonly failures: number;
  /** As CloudWatch bills them: up to five statistics of one metric in one request are one. */
  readonly metricsRequested: number;
  readonly bytesScanned: number;
  /** At list price; 0 for operations without a charge, null where there is one and its price is not known. */
  readonly costUsd: number | null;
}

type Count = "calls" | "retries" | "throttles" | "failures" | "metricsRequested" | "bytesScanned";

/** Counts what one task asks of AWS. */
export interface Meter {
  add(service: ServiceName, operation: string, count: Count, by?: number): void;
  /** Sorted by service and operation. */
  rows(): readonly MeterRow[];
}

/** `prices`: of the Region that is asked; null where they are not known. */
export function createMeter(prices: BilledPrices | null = priceList): Meter {
  const counts = new Map<string, { service: ServiceName; operation: string } & Record<Count, number>>();
  return {
    add(service, operation, count, by = 1) {
      const key = `${service} ${operation}`;
      const row = counts.get(key) ?? {
        service,
        operation,
        calls: 0,
        retries: 0,
        throttles: 0,
        failures: 0,
        metricsRequested: 0,
        bytesScanned: 0,
      };
      row[count] += by;
      counts.set(key, row);
    },
    rows() {
      return [...counts]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, row]) => ({ ...row, costUsd: costOf(row, prices) }));
    },
  };
}

function costOf({ metricsRequested, bytesScanned }: Record<Count, number>, prices: BilledPrices | null): number | null {
  if (metricsRequested === 0 && bytesScanned === 0) return 0;
  return prices === null ? null : metricsRequested * prices.metricUsd + bytesScanned * prices.scannedByteUsd;
}
