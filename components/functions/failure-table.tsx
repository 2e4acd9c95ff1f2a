import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { FailureView } from "#lib/domain/views/function-detail.ts";
import { PlainTable } from "./plain-table.tsx";

const kinds: Readonly<Record<string, string>> = {
  timeout: "Timeout",
  outOfMemory: "Out of memory",
  error: "Error",
  init: "Failed init",
};

/** Failures by kind, with when each was first and last seen and in which version. */
export function FailureTable({ failures }: { readonly failures: readonly FailureView[] }) {
  return (
    <PlainTable
      label="Failures"
      columns={[
        { title: "Kind" },
        { title: "Error type" },
        { title: "Version" },
        { title: "Count", numeric: true },
        { title: "First seen" },
        { title: "Last seen" },
      ]}
    >
      {failures.map((failure) => (
        <tr key={`${failure.kind} ${failure.errorType} ${failure.version}`}>
          <td className="px-3 py-1.5">{kinds[failure.kind] ?? failure.kind}</td>
          <td className="max-w-96 px-3 py-1.5 [overflow-wrap:anywhere]">
            {failure.errorType || <span className="text-faint">–</span>}
          </td>
          <td className="px-3 py-1.5">{failure.version || <span className="text-faint">not told</span>}</td>
          <td className="tabular px-3 py-1.5 text-right">{formatExact(failure.count)}</td>
          <td className="px-3 py-1.5">
            <RelativeTime at={failure.firstSeen} />
          </td>
          <td className="px-3 py-1.5">
            <RelativeTime at={failure.lastSeen} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
