import type { DataColumn } from "#components/data-table/types.ts";
import { UnknownDot } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { terms } from "#lib/client/terms.ts";
import type { FindingColumn, FindingRow } from "#lib/domain/views/findings.ts";

type Column = DataColumn<FindingRow> & { readonly id: FindingColumn };

/** The queue's columns; `shown` is the row with the decisions under way. */
export function findingTableColumns(shown: (row: FindingRow) => FindingRow): readonly Column[] {
  return [
    {
      id: "resource",
      header: "Resource",
      width: 250,
      sortable: true,
      sortFirst: "asc",
      cell: (row) => <bdi>{row.resourceName}</bdi>,
    },
    {
      id: "severity",
      header: "Severity",
      width: 104,
      sortable: true,
      sortFirst: "desc",
      cell: (row) => <StatusBadge status={row.severity} />,
    },
    { id: "rule", header: "Rule", width: 260, sortable: true, help: terms.finding, cell: (row) => row.title },
    { id: "status", header: "Status", width: 150, sortable: true, cell: (row) => <StatusCell row={shown(row)} /> },
    { id: "account", header: "Account", width: 140, sortable: true, cell: (row) => row.accountName },
    {
      id: "region",
      header: "Region",
      width: 110,
      sortable: true,
      cell: (row) => row.region ?? <span className="text-faint">global</span>,
    },
    {
      id: "assignee",
      header: "Assignee",
      width: 130,
      sortable: true,
      cell: (row) => shown(row).assigneeName ?? <span className="text-faint">nobody</span>,
    },
    {
      id: "team",
      header: "Team",
      width: 120,
      sortable: true,
      hidden: true,
      cell: (row) => row.teamName ?? <span className="text-faint">–</span>,
    },
    {
      id: "firstSeen",
      header: "First seen",
      width: 110,
      sortable: true,
      sortFirst: "desc",
      cell: (row) => <RelativeTime at={row.firstSeen} />,
    },
    {
      id: "lastSeen",
      header: "Last seen",
      width: 110,
      sortable: true,
      sortFirst: "desc",
      cell: (row) => <RelativeTime at={row.lastSeen} />,
    },
  ];
}

/** The status; a hollow dot beside it while the evidence cannot be read. */
function StatusCell({ row }: { readonly row: FindingRow }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusBadge status={row.status} />
      {row.unverified ? <UnknownDot reason={`Its evidence cannot be read: ${row.unverified.reason}`} /> : null}
    </span>
  );
}
