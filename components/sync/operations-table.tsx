import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { formatBytes, formatCount, formatExact, formatUsd } from "#lib/client/format.ts";
import type { SyncOperationView } from "#lib/domain/views/sync.ts";

const heads = ["Calls", "Tried again", "Throttled", "Failed", "Metrics", "Bytes scanned", "Cost"];

/** What the run asked of AWS, operation by operation. */
export function OperationsTable({ operations }: { readonly operations: readonly SyncOperationView[] }) {
  const calls = operations.reduce((sum, one) => sum + one.calls, 0);
  return (
    <Card aria-label="Calls by operation">
      <CardHeader
        title="Calls by operation"
        reading={
          calls === 0
            ? "Nothing has been asked yet."
            : `${formatExact(calls)} calls to ${operations.length} operations, counted as they were made.`
        }
      />
      <CardBody role="region" aria-label="Operations, scrolls sideways" tabIndex={0} className="overflow-x-auto">
        <table className="w-full min-w-[44rem] text-sm">
          <thead>
            <tr className="border-b border-line text-left text-xs text-faint">
              <th className="py-1.5 pr-3 font-medium">Operation</th>
              {heads.map((head) => (
                <th key={head} className="px-3 py-1.5 text-right font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="tabular">
            {operations.map((one) => (
              <tr key={`${one.service} ${one.operation}`} className="border-b border-line last:border-0">
                <td className="py-1.5 pr-3">
                  <span className="text-faint">{one.service}</span> {one.operation}
                </td>
                <td className="px-3 text-right">{formatExact(one.calls)}</td>
                <td className="px-3 text-right">{formatExact(one.retries)}</td>
                <td className="px-3 text-right">{formatExact(one.throttles)}</td>
                <td className="px-3 text-right">{formatExact(one.failures)}</td>
                <td className="px-3 text-right">{formatCount(one.metricsRequested)}</td>
                <td className="px-3 text-right">{formatBytes(one.bytesScanned)}</td>
                <td className="px-3 text-right">{one.costUsd === null ? "not known" : formatUsd(one.costUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}
