import { formatBytes, formatCount, formatExact, formatUsd } from "#lib/client/format.ts";
import type { SyncOperationView } from "#lib/domain/views/sync.ts";

interface OperationsTableProps {
  readonly operations: readonly SyncOperationView[];
  /** How many are listed; the sums are over all. */
  readonly listed: number;
}

const heads = ["Calls", "Tried again", "Throttled", "Failed", "Metrics requested", "Scanned", "Cost"];

/** What was asked of AWS, operation by operation, with the sums. */
export function OperationsTable({ operations, listed }: OperationsTableProps) {
  return (
    <table className="w-full min-w-[44rem] text-sm">
      <thead>
        <tr className="border-b border-line text-left text-xs text-faint">
          <th scope="col" className="py-1.5 pr-3 font-medium">
            Operation
          </th>
          {heads.map((head) => (
            <th key={head} scope="col" className="px-3 py-1.5 text-right font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="tabular">
        {operations.slice(0, listed).map((one) => (
          <tr key={`${one.service} ${one.operation}`} className="border-b border-line last:border-0">
            <th scope="row" className="py-1.5 pr-3 text-left font-normal">
              <span className="text-faint">{one.service}</span> {one.operation}
            </th>
            <Figures of={one} />
          </tr>
        ))}
      </tbody>
      <tfoot className="tabular border-t border-line-strong/50">
        <tr>
          <th scope="row" className="py-1.5 pr-3 text-left font-medium">
            All
          </th>
          <Figures of={sumOf(operations)} />
        </tr>
      </tfoot>
    </table>
  );
}

type Sums = Omit<SyncOperationView, "service" | "operation">;

function Figures({ of }: { readonly of: Sums }) {
  return (
    <>
      <td className="px-3 text-right">{formatExact(of.calls)}</td>
      <td className="px-3 text-right">{formatExact(of.retries)}</td>
      <td className="px-3 text-right">{formatExact(of.throttles)}</td>
      <td className="px-3 text-right">{formatExact(of.failures)}</td>
      <td className="px-3 text-right">{formatCount(of.metricsRequested)}</td>
      <td className="px-3 text-right">{formatBytes(of.bytesScanned)}</td>
      <td className="px-3 text-right">{of.costUsd === null ? "not known" : formatUsd(of.costUsd)}</td>
    </>
  );
}

/** The sums; dollars are not known as soon as those of one operation are not. */
function sumOf(operations: readonly SyncOperationView[]): Sums {
  const none: Sums = {
    calls: 0,
    retries: 0,
    throttles: 0,
    failures: 0,
    metricsRequested: 0,
    bytesScanned: 0,
    costUsd: 0,
  };
  return operations.reduce<Sums>(
    (sum, one) => ({
      calls: sum.calls + one.calls,
      retries: sum.retries + one.retries,
      throttles: sum.throttles + one.throttles,
      failures: sum.failures + one.failures,
      metricsRequested: sum.metricsRequested + one.metricsRequested,
      bytesScanned: sum.bytesScanned + one.bytesScanned,
      costUsd: sum.costUsd === null || one.costUsd === null ? null : sum.costUsd + one.costUsd,
    }),
    none,
  );
}
