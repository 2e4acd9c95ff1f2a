import type { DataColumn } from "#components/data-table/types.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatExact } from "#lib/client/format.ts";
import { terms } from "#lib/client/terms.ts";
import type { RoleColumn, RoleRow } from "#lib/domain/views/roles.ts";
import { AssumersCell } from "./assumers-cell.tsx";
import { EscalationCell } from "./escalation-cell.tsx";
import { ReachLine } from "./reach-cell.tsx";
import { VerdictChips } from "./verdict-chips.tsx";

type Column = DataColumn<RoleRow> & { readonly id: RoleColumn | "boundary" | "trusts" };

const dash = <span className="text-faint">–</span>;

/** What a role is and may do. */
const verdicts: readonly Column[] = [
  { id: "name", header: "Role", width: 230, sortable: true, cell: (row) => <bdi>{row.name}</bdi> },
  {
    id: "reach",
    header: "Reach",
    width: 330,
    sortable: true,
    sortFirst: "desc",
    help: "How grave it is by what all its policies together let it reach, minus Deny, cut by its boundary and by service control policies. What ordinary execution roles need weighs nothing.",
    cell: (row) => <ReachLine role={row} />,
  },
  {
    id: "escalation",
    header: "Can gain rights",
    width: 128,
    sortable: true,
    sortFirst: "desc",
    help: "Whether it can give itself rights that it lacks. Perhaps: it depends on what other services run, which is not known here.",
    cell: (row) => <EscalationCell role={row} />,
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
  {
    id: "verdicts",
    header: "Verdicts",
    width: 280,
    sortable: true,
    sortFirst: "desc",
    help: "Those of the eight that weigh something, the gravest first; that on gaining rights stands in its own column.",
    cell: (row) => <VerdictChips role={row} />,
  },
];

/** Who has to do with it. */
const people: readonly Column[] = [
  {
    id: "teams",
    header: "Teams",
    width: 130,
    sortable: true,
    sortFirst: "desc",
    help: "Teams whose functions run as it.",
    cell: (row) => (row.teams.length > 0 ? <span title={row.teams.join(", ")}>{row.teams.join(", ")}</span> : dash),
  },
  { id: "account", header: "Account", width: 140, sortable: true, cell: (row) => row.accountName },
  { id: "trusts", header: "Can be assumed by", width: 220, cell: (row) => <AssumersCell role={row} /> },
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
];

const rest: readonly Column[] = [
  {
    id: "policies",
    header: "Policies",
    width: 90,
    align: "end",
    sortable: true,
    sortFirst: "desc",
    hidden: true,
    cell: (row) => formatExact(row.attachedPolicies + row.inlinePolicies),
  },
  {
    id: "boundary",
    header: "Boundary",
    width: 130,
    help: terms.boundary,
    hidden: true,
    cell: (row) => row.boundaryArn?.split("/").at(-1) ?? dash,
  },
  {
    id: "created",
    header: "Created",
    width: 120,
    sortable: true,
    sortFirst: "desc",
    hidden: true,
    cell: (row) => (row.createdAt ? <RelativeTime at={row.createdAt} /> : dash),
  },
];

export const roleTableColumns: readonly Column[] = [...verdicts, ...people, ...rest];
