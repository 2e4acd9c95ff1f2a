import type { DataColumn } from "#components/data-table/types.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatExact } from "#lib/client/format.ts";
import { terms } from "#lib/client/terms.ts";
import type { RoleColumn, RoleRow } from "#lib/domain/views/roles.ts";
import { ReachCell } from "./reach-cell.tsx";

type Column = DataColumn<RoleRow> & { readonly id: RoleColumn | "boundary" | "trusts" };

/** What a role is and may do. */
const identity: readonly Column[] = [
  { id: "name", header: "Role", width: 270, sortable: true, cell: (row) => <bdi>{row.name}</bdi> },
  {
    id: "reach",
    header: "Reach",
    width: 210,
    sortable: true,
    sortFirst: "desc",
    help: "What all its policies together let it do, minus Deny, cut by its boundary.",
    cell: (row) => <ReachCell role={row} />,
  },
  {
    id: "functions",
    header: "Functions",
    width: 100,
    align: "end",
    sortable: true,
    sortFirst: "desc",
    cell: (row) => formatExact(row.functions),
  },
  { id: "account", header: "Account", width: 140, sortable: true, cell: (row) => row.accountName },
  {
    id: "trusts",
    header: "Trusts",
    width: 200,
    cell: (row) => row.trusts.join(", ") || <span className="text-faint">–</span>,
  },
];

const rest: readonly Column[] = [
  {
    id: "policies",
    header: "Policies",
    width: 90,
    align: "end",
    sortable: true,
    sortFirst: "desc",
    cell: (row) => formatExact(row.attachedPolicies + row.inlinePolicies),
  },
  {
    id: "boundary",
    header: "Boundary",
    width: 130,
    help: terms.boundary,
    cell: (row) => row.boundaryArn?.split("/").at(-1) ?? <span className="text-faint">–</span>,
  },
  {
    id: "findings",
    header: "Findings",
    width: 90,
    align: "end",
    sortable: true,
    sortFirst: "desc",
    cell: (row) => formatExact(row.openFindings),
  },
  {
    id: "lastUsed",
    header: "Last used",
    width: 120,
    sortable: true,
    sortFirst: "desc",
    cell: (row) =>
      row.lastUsedAt ? <RelativeTime at={row.lastUsedAt} /> : <span className="text-faint">no record</span>,
  },
  {
    id: "created",
    header: "Created",
    width: 120,
    sortable: true,
    sortFirst: "desc",
    hidden: true,
    cell: (row) => (row.createdAt ? <RelativeTime at={row.createdAt} /> : <span className="text-faint">–</span>),
  },
];

export const roleTableColumns: readonly Column[] = [...identity, ...rest];
