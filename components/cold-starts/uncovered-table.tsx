"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataColumn } from "#components/data-table/types.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { formatCount, formatExact, formatNoun } from "#lib/client/format.ts";
import type { GapKind, UncoveredFunction, UncoveredView } from "#lib/domain/views/cold-starts.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

const columns: readonly DataColumn<UncoveredFunction>[] = [
  { id: "name", header: "Function", width: 260, cell: (row) => row.name },
  {
    id: "reason",
    header: "Why",
    width: 560,
    cell: (row) => <span title={row.reasons.join(" ")}>{row.reasons.join(" ")}</span>,
  },
  { id: "reports", header: "Reports", align: "end", width: 110, cell: (row) => formatExact(row.reports) },
  { id: "invocations", header: "Invocations", align: "end", width: 120, cell: (row) => formatExact(row.invocations) },
  { id: "account", header: "Account", width: 140, cell: (row) => row.accountId },
  { id: "region", header: "Region", width: 120, cell: (row) => row.region },
];

const words: Record<GapKind, string> = {
  sourceFailed: "Logs could not be queried",
  postponed: "Reading is put off by the budget",
  notYetRead: "Logs not read yet",
  roleCannotWriteLogs: "Role may not write logs",
  noLogGroup: "No log group",
  systemLogLevel: "JSON logs at level WARN",
  logGroupClass: "Log group class cannot be queried",
  retention: "Retention shorter than the period",
  sharedGroup: "Log group shared by functions",
  unexplained: "Configuration gives no reason",
};

/** Functions whose starts cannot be judged: how many by reason, each reason a link to its functions, the busiest first. */
export function UncoveredTable({ view }: { readonly view: UncoveredView }) {
  const { rows, total, judged, gaps, chosen } = view;
  if (total === 0) return null;
  const matching = chosen === null ? total : (gaps.find(({ kind }) => kind === chosen)?.functions ?? 0);
  return (
    <section className="mt-8" id="not-seen">
      <h2 className="mb-1 text-lg font-semibold">Not, or not wholly, seen</h2>
      <p className="mb-3 text-sm text-muted">
        {formatNoun(total, "function")} ran with reports for less than 95 % of it. A function with several reasons
        counts under each{judged < total ? `; the ${formatCount(judged)} with the most missing were looked at` : ""}.
      </p>
      <ul className="mb-3 flex flex-wrap gap-2" aria-label="Reasons">
        {chosen === null ? null : (
          <li>
            <LinkButton href="/cold-starts#not-seen" size="sm">
              All reasons
            </LinkButton>
          </li>
        )}
        {gaps.map(({ kind, functions, missingReports }) => (
          <li key={kind}>
            <LinkButton
              href={`/cold-starts?gap=${kind}#not-seen`}
              size="sm"
              aria-current={kind === chosen ? "true" : undefined}
              title={`${formatCount(missingReports)} invocations without a report`}
            >
              {words[kind]} <span className="tabular text-faint">{formatCount(functions)}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
      <DataTable<UncoveredFunction>
        id="cold-starts-uncovered"
        label="Functions without enough reports"
        columns={columns}
        query={`uncovered ${chosen ?? ""}`}
        initial={{ rows, total: rows.length }}
        rowId={(row) => row.arn}
        rowHref={(row) => functionHref(row.arn)}
        rowLabel={(row) => row.name}
        empty={null}
        scroll={rows.length > 20 ? "box" : "page"}
      />
      {rows.length < matching ? (
        <p className="mt-1 text-xs text-faint">The {rows.length} with the most missing are listed.</p>
      ) : null}
    </section>
  );
}
